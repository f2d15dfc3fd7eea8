/** Conditional requests: who asks again for what has not changed gets 304 and no body. */

/** CloudFront marks the tag of an answer that it compresses as weak. */
const tagsOf = (header: string): string[] => header.split(',').map(tag => tag.trim().replace(/^W\//, ''))

/** The tag of a text, and whether it is among those that `If-None-Match` names. */
export const tagged = async (text: string, ifNoneMatch = ''): Promise<{ etag: string; known: boolean }> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const etag = `"${Array.from(digest.subarray(0, 16), byte => byte.toString(16).padStart(2, '0')).join('')}"`
  return { etag, known: tagsOf(ifNoneMatch).includes(etag) }
}
