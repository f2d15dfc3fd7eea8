/**
 * DynamoDB's stand-in, alone in a process: it throws on some requests, and whoever started it starts it again.
 * Arguments: folder, port (0: any). Sends {port} when it answers; ends with its parent, even one killed outright.
 */
import { once } from 'node:events'
import dynalite from 'dynalite'

const [folder = '', port = '0'] = process.argv.slice(2)

process.on('disconnect', () => process.exit(0))

/** It listens before it has opened its folder, and fails at the first request where another process holds that. */
const probe = (url: string): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.ListTables',
      'x-amz-date': '20260101T000000Z',
      authorization: 'AWS4-HMAC-SHA256 Credential=local, SignedHeaders=host, Signature=none',
    },
    body: '{}',
  })

const server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0 })
server.keepAliveTimeout = 60_000
server.listen(Number(port), '127.0.0.1')
await once(server, 'listening')
const address = server.address()
if (typeof address !== 'object' || !address) throw new Error('no address')
const answer = await probe(`http://127.0.0.1:${address.port}`)
if (!answer.ok) throw new Error(`no tables: ${answer.status}`)
process.send?.({ port: address.port })
