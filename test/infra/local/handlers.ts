/** Hand-made functions in the folder layout of the bundles: each name's source, or one that answers its event. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type LambdaName, lambdaNames } from '../../../functions/manifest.ts'

export const echo = `exports.handler = async event => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(event),
})`

export const temporaryFolder = (): string => mkdtempSync(path.join(tmpdir(), 'murmur-test-'))

export const writeHandlers = (sources: Readonly<Partial<Record<LambdaName, string>>> = {}): string => {
  const folder = temporaryFolder()
  for (const name of lambdaNames) {
    mkdirSync(path.join(folder, name), { recursive: true })
    writeFileSync(path.join(folder, name, 'index.js'), sources[name] ?? echo)
  }
  return folder
}
