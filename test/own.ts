/**
 * What a file of tests has for itself while it runs. Tables are new and empty and windows are closed afterwards; the
 * database server and the browser behind them serve one file of a worker after another.
 */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launch } from './chromium.ts'
import { startDynamoDb, type TestDynamoDb } from './dynamodb.ts'

/** What `start` gives, from before the first test of the file until after its last. */
export const during = <T extends object>(start: () => Promise<T>, stop: (started: T) => unknown): T => {
  let started: T | undefined
  const there = (): T => {
    if (!started) throw new Error('it is there once the tests of its file run')
    return started
  }
  beforeAll(async () => {
    started = await start()
  })
  afterAll(async () => {
    if (started) await stop(started)
  })
  return new Proxy({} as T, {
    get: (_, name) => {
      const value: unknown = Reflect.get(there(), name)
      return typeof value === 'function' ? value.bind(there()) : value
    },
    set: (_, name, value) => Reflect.set(there(), name, value),
  })
}

export const ownDatabase = (): TestDynamoDb => during(startDynamoDb, ({ stop }) => stop())

let shared: Browser | undefined

const openBrowser = async (): Promise<Browser> => {
  if (!shared?.isConnected()) shared = await launch()
  return shared
}

export const ownBrowser = (): Browser =>
  during(openBrowser, browser => Promise.all(browser.contexts().map(context => context.close())))
