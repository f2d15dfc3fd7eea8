import { createHash, createHmac } from 'node:crypto'

export const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest()
export const sha256Base64url = (data: string | Uint8Array): string => sha256(data).toString('base64url')
export const hmacSha256 = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest()
