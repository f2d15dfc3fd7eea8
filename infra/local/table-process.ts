/**
 * DynamoDB's stand-in, alone in a process: it throws on some requests, and whoever started it starts it again.
 * Arguments: folder, port (0: any). Sends {port} when it listens; ends with its parent, even one killed outright.
 */
import dynalite from 'dynalite'

const [folder = '', port = '0'] = process.argv.slice(2)

process.on('disconnect', () => process.exit(0))

const server = dynalite({ path: folder, createTableMs: 0, deleteTableMs: 0 })
server.keepAliveTimeout = 60_000
server.listen(Number(port), '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address) process.send?.({ port: address.port })
})
