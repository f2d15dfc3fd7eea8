/** A public document of another host, by the transport that AWS's own calls use. */
import { HttpRequest } from '@smithy/core/protocols'
import { NodeHttpHandler } from '@smithy/node-http-handler'

/** A participant waits for it. */
const timeouts = { connectionTimeout: 2_000, requestTimeout: 3_000, throwOnRequestTimeout: true }
/** Sets of keys have some kilobytes. */
const maximumBytes = 200_000

export type ReadDocument = (address: string) => Promise<string>

/** Follows no redirect. Throws for anything but a whole 200, without naming the address. */
export const publicDocuments = (): ReadDocument => {
  const handler = new NodeHttpHandler(timeouts)
  return async address => {
    const { protocol, hostname, port, pathname: path, searchParams } = new URL(address)
    const where = { protocol, hostname, path, query: Object.fromEntries(searchParams) }
    const request = new HttpRequest({
      ...where,
      method: 'GET',
      ...(port ? { port: Number(port) } : {}),
      headers: { host: port ? `${hostname}:${port}` : hostname, accept: 'application/json' },
    })
    const { response } = await handler.handle(request)
    const pieces: Uint8Array[] = []
    let bytes = 0
    for await (const piece of response.body) {
      bytes += piece.length
      if (bytes > maximumBytes) throw new RangeError('the document is too long')
      pieces.push(piece)
    }
    if (response.statusCode !== 200) throw new Error('the document could not be read')
    return Buffer.concat(pieces).toString('utf8')
  }
}
