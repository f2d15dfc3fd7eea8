/** A browser for the journeys: the one named, one that is installed, or one that Debian's packages give to root. */
import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

/** The first is Chromium without the windows that nobody looks at, and takes a third of the processor time. */
const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const runs = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Path of an executable Chromium, or null. `CHROMIUM_PATH` wins. */
export const findChromium = (): string | null => {
  const named = process.env['CHROMIUM_PATH']
  return (named ? [named] : places).find(runs) ?? null
}

/** Installs Debian's where that is possible; throws with the one command that helps where it is not. */
export const needChromium = (): string => {
  const found = findChromium()
  if (found) return found
  const isRoot = process.getuid?.() === 0
  const hasApt = spawnSync('apt-get', ['--version']).status === 0
  if (isRoot && hasApt && !process.env['CHROMIUM_PATH']) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium-headless-shell'], {
      stdio: 'inherit',
    })
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    hasApt
      ? 'The browser journeys need Chromium. Run: sudo apt-get install -y chromium-headless-shell'
      : 'The browser journeys need Chromium or Chrome. Install one and set CHROMIUM_PATH to its executable.',
  )
}

const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: needChromium(), args: launchArguments })
