/** What this browser keeps of one survey, in its own storage and nowhere else. */
import type { Link } from '../../functions/domain/ballot/link.ts'
import { type Guard, type Guarded, nullable, number, object, optional, parsed, text } from '../kit/plain/shape.ts'
import { isStamped } from './fields.ts'
import { isContent, isForm } from './shapes.ts'
import { Trouble } from './trouble.ts'

/** What of `Storage` is used. */
export interface Keep {
  readonly getItem: (key: string) => string | null
  readonly setItem: (key: string, value: string) => void
  readonly removeItem: (key: string) => void
}

/**
 * A browser may keep nothing at all, or no more from now on: then this page keeps it as long as it is open, and `unkept`
 * is told, once. What was taken is read again, because some browsers take a value and keep nothing.
 */
export const keeping = (storage: Keep, unkept: () => void): Keep => {
  const here = new Map<string, string>()
  const stored = (key: string): string | null => {
    try {
      return storage.getItem(key)
    } catch {
      return null
    }
  }
  const store = (key: string, value: string): boolean => {
    try {
      storage.setItem(key, value)
    } catch {
      // Full, switched off or private: the same to whoever answers.
    }
    return stored(key) === value
  }
  const take = (key: string): void => {
    here.delete(key)
    try {
      storage.removeItem(key)
    } catch {
      // Nothing can be read there either.
    }
  }
  return {
    getItem: key => here.get(key) ?? stored(key),
    setItem: (key, value) => {
      if (store(key, value)) {
        here.delete(key)
        return
      }
      // What the browser still holds is older.
      take(key)
      const isFirst = here.size === 0
      here.set(key, value)
      if (isFirst) unkept()
    },
    removeItem: take,
  }
}

const isLink = object({ surveyId: text, cohort: text, token: text, keysHash: text, namesKey: nullable(text) })

/**
 * A pass on its way (`signature` null) or in hand (`inverse` and `blinded` discarded). All base64url. `number` is that of
 * the last ballot it was used for, absent where ballots are not signed; `secret` the key that signs them, where the browser
 * keeps it nowhere else.
 */
const isPass = object({
  message: text,
  inverse: nullable(text),
  blinded: nullable(text),
  signature: nullable(text),
  number: optional(number),
  secret: optional(nullable(text)),
})
export type KeptPass = Guarded<typeof isPass>

/** A ballot on its way (`sealed` set: these very bytes can be sent again) or stored (`receipt` set). */
const isBallot = object({
  content: isContent,
  digest: text,
  sealed: nullable(text),
  replaces: nullable(text),
  receipt: nullable(text),
  number: optional(number),
  proof: optional(text),
  /** SHA-256 of the page that sealed it; absent in what an older page kept. */
  page: optional(nullable(text)),
})
export type KeptBallot = Guarded<typeof isBallot>

/** `cast` is the last ballot that the server has acknowledged, `pending` one whose reply has not come. */
const kept = { link: isLink, form: isForm, draft: isStamped, pass: isPass, cast: isBallot, pending: isBallot }
type Kept = { readonly [Name in keyof typeof kept]: Guarded<(typeof kept)[Name]> }
export type KeptName = keyof Kept

export const keptNames: readonly KeptName[] = ['link', 'form', 'draft', 'pass', 'cast', 'pending']

/** Where one invitation is kept: two people who answer on one device do not meet each other's drafts. */
export const placeOf = ({ surveyId, token }: Link): string => `${surveyId}.${token.slice(0, 8)}`

export const keyOf = (place: string, name: KeptName): string => `murmur/${place}/${name}`

/** The place and the name a storage key belongs to, or null where it is somebody else's. */
export const ownerOf = (key: string): { place: string; name: string } | null => {
  const [, place, name] = /^murmur\/(srv_[a-z0-9]{16}\.[\w-]{8})\/([a-z]+)$/.exec(key) ?? []
  return place && name ? { place, name } : null
}

/** Null where nothing is kept, or nothing that can be read. */
export const recall = <Name extends KeptName>(keep: Keep, place: string, name: Name): Kept[Name] | null => {
  const guard: Record<KeptName, unknown> = kept
  try {
    return parsed(guard[name] as Guard<Kept[Name]>, keep.getItem(keyOf(place, name)))
  } catch {
    return null
  }
}

/** Refuses `storage_failed` unless the value can be read again: some browsers take a value and keep nothing. */
export const remember = <Name extends KeptName>(keep: Keep, place: string, name: Name, value: Kept[Name]): void => {
  const json = JSON.stringify(value)
  try {
    keep.setItem(keyOf(place, name), json)
    if (keep.getItem(keyOf(place, name)) === json) return
  } catch {
    // Full, switched off or private: the same to whoever answers.
  }
  throw new Trouble('storage_failed')
}

export const forget = (keep: Keep, place: string, name: KeptName): void => {
  try {
    keep.removeItem(keyOf(place, name))
  } catch {
    // Nothing can be read there either.
  }
}
