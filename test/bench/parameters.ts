/** SSM over HTTP, for a bundle in its own process. */
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openParameters } from '../../infra/local/emulators/ssm.ts'

export const startParameters = async (values: ReadonlyMap<string, string>) => {
  const parameters = openParameters(path.join(mkdtempSync(path.join(tmpdir(), 'murmur-bench-')), 'parameters.json'))
  for (const [Name, Value] of values) parameters.answer('PutParameter', { Name, Value, Type: 'SecureString' })
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.')[1] ?? ''
      const { status, body } = parameters.answer(operation, JSON.parse(Buffer.concat(pieces).toString() || '{}'))
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  return { endpoint: `http://127.0.0.1:${port}`, stop }
}
