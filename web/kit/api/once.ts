/** Keys under which a thing is made once, however often the same is sent before an answer came. */

/** By address: what was sent there last without an answer that it was made, and its key. */
const unanswered = new Map<string, { readonly body: string; readonly key: string }>()

/** The same key for the same words again, and another one as soon as they differ: those are another thing. */
export const onceKey = (address: string, body: string): string => {
  const before = unanswered.get(address)
  if (before?.body === body) return before.key
  const key = crypto.randomUUID()
  unanswered.set(address, { body, key })
  return key
}

/** It was made: whoever says the same again means another one. */
export const isMade = (address: string): void => void unanswered.delete(address)
