/** What a page's script weighs: everything it loads at once, and everything it may load later. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** As the local site compresses; the highest level would flatter. */
const quality = 5

const imported = /(?:from|import)\s*\(?\s*["'](\.\.?\/[^"']+\.js|\/assets\/[^"']+\.js)["']/g

/** Bytes under brotli of all scripts that the page of that folder can come to load. */
export const scriptBytes = async (site: string, folder: string): Promise<number> => {
  const document = await readFile(path.join(site, folder, 'index.html'), 'utf8')
  const wanted = [...document.matchAll(/src="?(\/assets\/[^\s">]+\.js)/g)].map(([, address = '']) => address)
  const seen = new Set<string>()
  let bytes = 0
  for (let address = wanted.pop(); address !== undefined; address = wanted.pop()) {
    if (seen.has(address)) continue
    seen.add(address)
    const script = await readFile(path.join(site, address))
    bytes += brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length
    for (const [, reference = ''] of script.toString('utf8').matchAll(imported)) {
      wanted.push(path.posix.resolve(path.posix.dirname(address), reference))
    }
  }
  if (seen.size === 0) throw new Error('the page loads no script')
  return bytes
}
