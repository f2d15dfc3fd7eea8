/** Reading requests and writing answers, for the small servers of the local world. */
import type { IncomingMessage, ServerResponse } from 'node:http'

/** Refused by `readBody`; the request's remainder is drained, so that the answer reaches its sender. */
export class BodyTooLarge extends Error {}

/** Throws BodyTooLarge over `limit` bytes. */
export const readBody = async (request: IncomingMessage, limit = 64 * 1024 * 1024): Promise<Buffer> => {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length <= limit) chunks.push(chunk)
    else chunks.length = 0
  }
  if (length > limit) throw new BodyTooLarge()
  return Buffer.concat(chunks)
}

export const send = (
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void => {
  const bytes = Buffer.from(body)
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length, ...headers })
  if (response.req.method === 'HEAD') response.end()
  else response.end(bytes)
}

export const sendJson = (response: ServerResponse, status: number, value: unknown): void =>
  send(response, status, 'application/json', JSON.stringify(value), { 'cache-control': 'no-store' })

export const sendProblem = (response: ServerResponse, status: number, code: string, title: string): void =>
  send(
    response,
    status,
    'application/problem+json',
    JSON.stringify({ type: `urn:murmur:problem:${code}`, title, status, code }),
    { 'cache-control': 'no-store' },
  )

/** True where HTML stands before JSON in Accept: a person's browser rather than a program. */
export const prefersHtml = (request: IncomingMessage): boolean => {
  const accepted = (request.headers.accept ?? '').split(',').map(part => {
    const [type = '', ...parameters] = part.trim().split(';')
    const quality = parameters.map(parameter => /^\s*q=([\d.]+)/.exec(parameter)?.[1]).find(Boolean)
    return { type: type.trim(), quality: quality === undefined ? 1 : Number(quality) }
  })
  const quality = (type: string) => accepted.find(entry => entry.type === type)?.quality ?? 0
  return quality('text/html') > quality('application/json')
}
