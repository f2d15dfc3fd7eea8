/** Requests as the functions send them to the guard, and an AWS behind it that says what reached it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { callOf, type Call } from '../../../../infra/local/hostile/asked.ts'
import type { Reply } from '../../../../infra/local/hostile/replies.ts'

export const tableCall = (operation: string, input: object): Call =>
  callOf({
    method: 'POST',
    url: '/',
    headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: JSON.stringify(input),
  })

export const parameterCall = (operation: string, input: object): Call =>
  callOf({
    method: 'POST',
    url: '/',
    headers: { 'x-amz-target': `AmazonSSM.${operation}` },
    body: JSON.stringify(input),
  })

export const mailCall = (from: string, configurationSet: string): Call => {
  const mime = Buffer.from(`From: ${from}\r\nTo: a@example.com\r\n\r\nHello\r\n`).toString('base64')
  const form = { Action: 'SendRawEmail', 'RawMessage.Data': mime, ConfigurationSetName: configurationSet }
  return callOf({ method: 'POST', url: '/', headers: {}, body: new URLSearchParams(form).toString() })
}

export const invokeCall = (name: string): Call =>
  callOf({ method: 'POST', url: `/2015-03-31/functions/${name}/invocations`, headers: {}, body: '{}' })

export const done = (body: object = {}): Reply => ({ status: 200, headers: {}, body: JSON.stringify(body) })

/** Answers everything with an empty success, and keeps what it got. */
export const startBackend = async () => {
  const got: string[] = []
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      got.push(String(request.headers['x-amz-target'] ?? request.url))
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}')
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, got, stop: () => server.close() }
}
