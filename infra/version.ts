/** Which release this checkout is, and which of two is the later one. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as z from 'zod'

const packageFile = path.join(import.meta.dirname, '..', 'package.json')
const versionPattern = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/

export const versionSchema = z.string().regex(versionPattern, 'a version is three numbers, 1.2.3')

export const ownVersion = (): string =>
  z.looseObject({ version: versionSchema }).parse(JSON.parse(readFileSync(packageFile, 'utf8'))).version

export const isLater = (version: string, than: string): boolean => {
  const [one, other] = [version, than].map(text => (versionPattern.exec(text) ?? []).slice(1).map(Number))
  for (const [index, number] of (one ?? []).entries()) {
    const difference = number - (other?.[index] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return false
}

/** Throws where what runs is later than this checkout: its functions would meet items of a shape that they do not know. */
export const requireNoDowngrade = (deployed: string | undefined, own: string): void => {
  if (deployed !== undefined && isLater(deployed, own)) {
    throw new Error(
      `${deployed} is deployed and this is ${own}: a release is never taken back. Check out v${deployed} or a later one`,
    )
  }
}
