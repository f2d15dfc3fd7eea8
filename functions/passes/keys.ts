/**
 * The sign keys that a process of `passes` holds. Whoever reads the account's log of key use sees which keys were asked
 * for, and when: asked for alone, a key names a survey and a cohort in which somebody answers. So the keys of all open
 * surveys are read together, when the first is needed and again when one is not among them: the log then dates a start
 * and names no survey. They link nothing, and the role could read each of them before.
 */
import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { PassStore } from './store.ts'

/** With more, reading all would take longer than a participant waits: then one is read, and the log names it. */
export const keysReadTogether = 50

export type SignKeyStore = Pick<PassStore, 'listSignKeys' | 'readSignKeys' | 'readSignKey'>

/** Gives null for a key that was destroyed. */
export const signKeysOf = (store: SignKeyStore) => {
  /** As they were read: making a key of each takes time that only the one in use is worth. */
  let texts = new Map<string, string>()
  let keys = new Map<string, KeyObject>()

  const readTogether = async (keyIds: readonly string[]): Promise<void> => {
    // By their random ids: an order by survey would tell which one was asked for.
    texts = new Map(await store.readSignKeys(keyIds.toSorted()))
    keys = new Map()
  }

  const readOne = async (keyId: string): Promise<void> => {
    const text = await store.readSignKey(keyId)
    if (text === null) return
    if (texts.size >= keysReadTogether) {
      texts.clear()
      keys.clear()
    }
    texts.set(keyId, text)
  }

  return async (keyId: string): Promise<KeyObject | null> => {
    if (!texts.has(keyId)) {
      // The list may lag behind a survey that has just opened.
      const open = new Set([...(await store.listSignKeys()), keyId])
      await (open.size > keysReadTogether ? readOne(keyId) : readTogether([...open]))
    }
    const text = texts.get(keyId)
    if (text === undefined) return null
    const key = keys.get(keyId) ?? createPrivateKey(text)
    keys.set(keyId, key)
    return key
  }
}
