/** A live site beside what a clone of the same release builds: what differs, file by file. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { inParallel } from '../../functions/domain/in-parallel.ts'
import { filesIn, hashOf, manifestName } from '../../web/integrity.ts'
import { contentSecurityPolicy } from '../headers.ts'

export interface Difference {
  /** As in the manifest: 'answer/pre-meeting-1/index.html'; for a header, the header's name. */
  readonly name: string
  readonly what: string
}

export interface Comparison {
  readonly files: number
  readonly differences: readonly Difference[]
  /** Of this installation, by its nature in no build: shown, not judged. */
  readonly settings: string
}

const atOnce = 8

/** A folder's page stands under the folder's address. */
const addressOf = (file: string): string => `/${file.replace(/(^|\/)index\.html$/, '$1')}`

type Fetch = (address: string) => Promise<Response>

const bodyOf = async (fetch: Fetch, address: string): Promise<Uint8Array | number> => {
  const answer = await fetch(address)
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : answer.status
}

const compared = async (fetch: Fetch, folder: string, file: string): Promise<Difference[]> => {
  const built = hashOf(await readFile(path.join(folder, file)))
  const body = await bodyOf(fetch, addressOf(file))
  if (typeof body === 'number') return [{ name: file, what: `is not there (${body})` }]
  const live = hashOf(body)
  return live === built ? [] : [{ name: file, what: `differs: ${live} there, ${built} built here` }]
}

/** Files that the site's own manifest names and that nobody builds here. */
const unknown = async (fetch: Fetch, files: readonly string[]): Promise<Difference[]> => {
  const manifest = await bodyOf(fetch, `/${manifestName}`)
  if (typeof manifest === 'number') return []
  const named = new TextDecoder().decode(manifest).matchAll(/^[0-9a-f]{64} {2}(.+)$/gm)
  return [...named]
    .map(([, name = '']) => name)
    .filter(name => !files.includes(name))
    .map(name => ({ name, what: 'is named by the site and not built here' }))
}

/** What pages may run and fetch. The origin of the sign-in is a setting: it stands in `connect-src` alone. */
const ruleOf = (policy: string): string =>
  policy
    .split(';')
    .map(part => part.trim())
    .filter(part => !part.startsWith('connect-src '))
    .join('; ')

const policyDiffers = async (fetch: Fetch): Promise<Difference[]> => {
  const sent = (await fetch('/')).headers.get('content-security-policy') ?? ''
  if (ruleOf(sent) === ruleOf(contentSecurityPolicy())) return []
  return [{ name: 'content-security-policy', what: `differs: ${sent === '' ? 'none' : sent}` }]
}

/** `url` is the site's address, `folder` what `npm run build` made of the same release. */
export const compareSite = async (url: string, folder: string): Promise<Comparison> => {
  const get: Fetch = address => fetch(new URL(address, url), { headers: { 'cache-control': 'no-cache' } })
  const files = await filesIn(folder)
  const [differences, added, policy, settings] = await Promise.all([
    inParallel(files, atOnce, file => compared(get, folder, file)),
    unknown(get, files),
    policyDiffers(get),
    bodyOf(get, '/config.json'),
  ])
  return {
    files: files.length,
    differences: [...differences.flat(), ...added, ...policy],
    settings: typeof settings === 'number' ? '' : new TextDecoder().decode(settings),
  }
}
