/**
 * The one function the SDK wants of node:zlib, fetched when it is called: loading all of zlib for it takes a tenth of a
 * cold start. infra/bundle.ts puts this in its place.
 */
export const crc32 = (data: string | Uint8Array, value?: number): number =>
  process.getBuiltinModule('node:zlib').crc32(data, value)
