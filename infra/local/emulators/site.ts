/** The static site as CloudFront will serve it: folders map to their index, texts are compressed, headers are strict. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { personalAddress } from '../../edge.ts'
import { contentTypes, siteHeaders } from '../../headers.ts'
import { send } from './http.ts'

const compressible = new Set(['.html', '.css', '.js', '.json', '.svg', '.txt', '.webmanifest'])

/** CloudFront compresses from this size on. */
const compressedFromBytes = 1000
/** About what CloudFront's own level comes to; 11 would flatter. */
const brotliQuality = 5

type Encoding = 'br' | 'gzip' | 'identity'

interface Stored {
  readonly etag: string
  readonly modified: number
  readonly bodies: Map<Encoding, Buffer>
}

const compress: Readonly<Record<Encoding, (body: Buffer) => Buffer>> = {
  br: body => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
  gzip: body => gzipSync(body, { level: 6 }),
  identity: body => body,
}

const encodingFor = (request: IncomingMessage, extension: string, size: number): Encoding => {
  if (!compressible.has(extension) || size < compressedFromBytes) return 'identity'
  const accepted = (request.headers['accept-encoding'] ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => !/;\s*q=0(\.0*)?$/.test(part))
    .map(part => part.split(';', 1)[0])
  if (accepted.includes('br')) return 'br'
  return accepted.includes('gzip') ? 'gzip' : 'identity'
}

export type Site = (request: IncomingMessage, response: ServerResponse) => void

/** Serves the files of `folder`; a file changed on disk is read anew. */
export const createSite = (folder: string): Site => {
  const root = path.resolve(folder)
  const stored = new Map<string, Stored>()
  const headers = siteHeaders()

  const load = (file: string): Stored => {
    const modified = statSync(file).mtimeMs
    const known = stored.get(file)
    if (known?.modified === modified) return known
    const body = readFileSync(file)
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`
    const entry: Stored = { etag, modified, bodies: new Map([['identity', body]]) }
    stored.set(file, entry)
    return entry
  }

  return (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      send(response, 405, 'text/plain; charset=utf-8', 'Method not allowed\n', { ...headers, allow: 'GET, HEAD' })
      return
    }
    const personal = personalAddress(request.url ?? '/')
    if (personal) {
      const unkept = { ...headers, location: personal, 'cache-control': 'no-store' }
      send(response, 302, 'text/plain; charset=utf-8', '', unkept)
      return
    }
    const { pathname, search } = new URL(request.url ?? '/', 'http://site.local')
    let decoded: string
    try {
      decoded = decodeURIComponent(pathname)
    } catch {
      decoded = '/'
    }
    const wanted = path.join(root, decoded.endsWith('/') ? `${decoded}index.html` : decoded)
    const inside = wanted.startsWith(`${root}${path.sep}`)
    if (inside && existsSync(wanted) && statSync(wanted).isDirectory()) {
      send(response, 302, 'text/plain; charset=utf-8', '', { ...headers, location: `${pathname}/${search}` })
      return
    }
    if (!inside || !existsSync(wanted)) {
      send(response, 404, 'text/plain; charset=utf-8', 'There is no such page.\n', headers)
      return
    }
    const entry = load(wanted)
    const extension = path.extname(wanted)
    const plain = entry.bodies.get('identity') ?? Buffer.alloc(0)
    const encoding = encodingFor(request, extension, plain.length)
    const body = entry.bodies.get(encoding) ?? compress[encoding](plain)
    entry.bodies.set(encoding, body)
    const keep = decoded.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    const about = { ...headers, etag: entry.etag, 'cache-control': keep, vary: 'accept-encoding' }
    if (request.headers['if-none-match'] === entry.etag) {
      response.writeHead(304, about).end()
      return
    }
    const encoded = encoding === 'identity' ? {} : { 'content-encoding': encoding }
    send(response, 200, contentTypes[extension] ?? 'application/octet-stream', body, { ...about, ...encoded })
  }
}
