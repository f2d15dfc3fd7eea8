/** What a browser checks of the site by itself, and what anybody can check of it with `npm run verify`. */
import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Of Subresource Integrity: the browser runs or applies nothing else under the address. */
export const integrityOf = (body: Uint8Array): string => `sha256-${createHash('sha256').update(body).digest('base64')}`

/** Scripts, preloads and styles of the site; an address is written with or without quotes. */
const reference = /<(?:script|link)\b[^>]*?\b(?:src|href)=("?)(\/assets\/[^\s">]+\.(?:js|css))\1/g

/** The page with the integrity of each file that it names. `read` gives a file by its address. */
export const withIntegrity = async (
  document: string,
  read: (address: string) => Promise<Uint8Array>,
): Promise<string> => {
  const named = [...document.matchAll(reference)].map(([, , address = '']) => address)
  const known = new Map(
    await Promise.all(named.map(async address => [address, integrityOf(await read(address))] as const)),
  )
  return document.replace(reference, (tag, _quote, address: string) => `${tag} integrity="${known.get(address)}"`)
}

/** The manifest of a release, at the root of the site: one line a file, as `sha256sum --check` reads it. */
export const manifestName = 'hashes.txt'

export const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted()

export const hashOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex')

export const putManifest = async (folder: string): Promise<void> => {
  const files = (await filesIn(folder)).filter(file => file !== manifestName)
  const lines = files.map(async file => `${hashOf(await readFile(path.join(folder, file)))}  ${file}\n`)
  await writeFile(path.join(folder, manifestName), (await Promise.all(lines)).join(''))
}
