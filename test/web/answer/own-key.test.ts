/** The key that signs this browser's ballots, in a browser: what keeps it, what reads it, what takes it away. */
import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { BallotContent } from '../../../functions/domain/ballot/ballot.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { ownBrowser } from '../../own.ts'
import { attached, cutOff, linkTo, ownSite, pressSend as send, stands, write } from './site.ts'
import { createWorld, type World } from './world.ts'

const { receipt, passingTroubles } = words.en

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld('Fictional terms.')
  site.world = world
})

/** Before the page's own scripts run: `without` takes something away from the browser. */
const open = async (without: () => void = () => {}): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  await context.addInitScript(without)
  const page = await context.newPage()
  await page.goto(linkTo(site))
  await attached(page)
  return page
}
const answer = async (page: Page, text: string): Promise<void> => {
  await page.fill('#saw', text)
  await send(page)
  await stands(page, receipt.title)
}
const change = async (page: Page, text: string): Promise<void> => {
  await page.reload()
  await stands(page, receipt.title)
  await page.getByRole('button', { name: receipt.edit }).click()
  await answer(page, text)
}
const stored = () => Promise.all([...world.ballots.values()].map(world.open))
const saw = (said: BallotContent | undefined) => said?.answers['saw']

/** Every key in the browser's database: whether a script can read it, and what happens to one that tries. */
const keptKeys = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('murmur')
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error))
    })
    if (!database.objectStoreNames.contains('keys')) return []
    const found = await new Promise<unknown[]>(resolve => {
      const request = database.transaction('keys').objectStore('keys').getAll()
      request.addEventListener('success', () => resolve(request.result))
    })
    database.close()
    return Promise.all(
      found.map(async key => {
        if (!(key instanceof CryptoKey)) return ['no key']
        const read = await crypto.subtle.exportKey('pkcs8', key).then(
          () => 'read',
          (error: Error) => error.name,
        )
        return [key.type, key.extractable, read]
      }),
    )
  })
const secrets = (page: Page) =>
  page.evaluate(() =>
    Object.entries(localStorage).flatMap(([name, value]) =>
      name.endsWith('/pass') ? [(JSON.parse(value) as { secret?: string | null }).secret] : [],
    ),
  )

test('no script reads the key, and after a reload it still signs a changed answer', async () => {
  const page = await open()
  await answer(page, 'first')
  expect(await keptKeys(page)).toEqual([['private', false, 'InvalidAccessError']])
  expect(await secrets(page)).toEqual([null])
  await change(page, 'second')
  expect((await stored()).map(saw)).toEqual([{ text: 'second', choice: 'verbatim' }])
  expect(await keptKeys(page)).toHaveLength(1)
})

test.each([
  [
    'has no database',
    () => {
      Reflect.deleteProperty(globalThis, 'indexedDB')
      Object.defineProperty(globalThis, 'indexedDB', { get: () => undefined })
    },
  ],
  [
    'keeps no key in it',
    () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('not cloned', 'DataCloneError')
      }
    },
  ],
  [
    'never answers when it is opened',
    () => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
    },
  ],
])('a browser that %s keeps the key beside the pass, and an answer can be changed as well', async (_, without) => {
  const page = await open(without)
  await answer(page, 'first')
  expect(await secrets(page)).toEqual([expect.stringMatching(/^[\w-]{100,}$/)])
  await change(page, 'second')
  expect((await stored()).map(saw)).toEqual([{ text: 'second', choice: 'verbatim' }])
})

test('a page that can keep nothing leaves no key behind', async () => {
  const page = await open(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await answer(page, 'first')
  expect(await keptKeys(page)).toEqual([])
  expect((await stored()).map(saw)).toEqual([{ text: 'first', choice: 'verbatim' }])
})

test('forgetting takes the key away as well, and undoing it puts it back', async () => {
  const page = await open()
  await answer(page, 'first')
  await page.getByRole('button', { name: receipt.forget }).click()
  await page.getByRole('button', { name: receipt.forgetConfirm }).click()
  await stands(page, receipt.forgotten)
  expect(await keptKeys(page)).toEqual([])
  await page.getByRole('button', { name: receipt.undo }).click()
  await stands(page, receipt.title)
  expect(await keptKeys(page)).toHaveLength(1)
  await change(page, 'second')
  expect((await stored()).map(saw)).toEqual([{ text: 'second', choice: 'verbatim' }])
})

describe('a pass that was begun, and its reply lost', () => {
  const passesAskedFor = () => new Set(world.calls.filter(({ path }) => path === '/api/passes').map(({ body }) => body))
  const begun = async () => {
    const page = await open()
    await page.fill('#saw', 'first')
    await cutOff(page.context(), '/api/passes', 'reply-lost')
    await send(page)
    await page.locator('#send').getByText(passingTroubles.offline[0]).waitFor()
    return page
  }

  test('is not begun anew where the browser does not come to look for its key: it is tried again', async () => {
    const page = await begun()
    await page.addInitScript(() => {
      indexedDB.open = () => new EventTarget() as IDBOpenDBRequest
      addEventListener('answers', () => Reflect.deleteProperty(indexedDB, 'open'))
    })
    await page.reload()
    await attached(page)
    await send(page)
    await page.locator('#send').getByText(passingTroubles.try_again[0]).waitFor()
    expect(passesAskedFor().size).toBe(1)
    await page.evaluate(() => dispatchEvent(new Event('answers')))
    await page.click('#go-send')
    await stands(page, receipt.title)
    expect(passesAskedFor().size).toBe(1)
    expect((await stored()).map(saw)).toEqual([{ text: 'first', choice: 'verbatim' }])
  })

  test('is gone on with where the browser has become full since: its key is still found', async () => {
    const page = await begun()
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError')
      }
    })
    await write(page, 'well', 'the runbook')
    await send(page)
    await stands(page, receipt.title)
    expect(passesAskedFor().size).toBe(1)
    expect((await stored()).map(said => Object.keys(said.answers))).toEqual([['saw', 'well']])
  })
})
