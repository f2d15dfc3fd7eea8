/**
 * The only function that the SDK uses from node:zlib, loaded when it is first called: loading all of zlib takes a tenth
 * of a cold start. infra/bundle.ts substitutes this file for the module.
 */
export const crc32 = (data: string | Uint8Array, value?: number): number =>
  process.getBuiltinModule('node:zlib').crc32(data, value)
