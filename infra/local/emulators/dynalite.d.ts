declare module 'dynalite' {
  import type { Server } from 'node:http'
  const dynalite: (options: { path?: string; createTableMs?: number; deleteTableMs?: number }) => Server
  export default dynalite
}
