/** What this browser keeps of one survey, in its own storage and nowhere else. */
import { type Guard, type Guarded, nullable, object, parsed, text } from '../shared/shape.ts'
import { isContent, isForm } from './shapes.ts'
import { Trouble } from './trouble.ts'

/** What of `Storage` is used. */
export interface Keep {
  readonly getItem: (key: string) => string | null
  readonly setItem: (key: string, value: string) => void
  readonly removeItem: (key: string) => void
}

const isLink = object({ surveyId: text, cohort: text, token: text, keysHash: text, namesKey: nullable(text) })

/** A pass on its way (`signature` null) or in hand (`inverse` and `blinded` discarded). All base64url. */
const isPass = object({ message: text, inverse: nullable(text), blinded: nullable(text), signature: nullable(text) })
export type KeptPass = Guarded<typeof isPass>

/** A ballot on its way (`sealed` set: these very bytes can be sent again) or stored (`receipt` set). */
const isBallot = object({
  content: isContent,
  digest: text,
  sealed: nullable(text),
  replaces: nullable(text),
  receipt: nullable(text),
})
export type KeptBallot = Guarded<typeof isBallot>

/** `cast` is the last ballot that the server has acknowledged, `pending` one whose reply has not come. */
const kept = { link: isLink, form: isForm, draft: isContent, pass: isPass, cast: isBallot, pending: isBallot }
type Kept = { readonly [Name in keyof typeof kept]: Guarded<(typeof kept)[Name]> }
export type KeptName = keyof Kept

export const keptNames: readonly KeptName[] = ['link', 'form', 'draft', 'pass', 'cast', 'pending']

export const keyOf = (surveyId: string, name: KeptName): string => `murmur/${surveyId}/${name}`

/** The survey and the name a storage key belongs to, or null where it is somebody else's. */
export const ownerOf = (key: string): { surveyId: string; name: string } | null => {
  const [, surveyId, name] = /^murmur\/(srv_[a-z0-9]{16})\/([a-z]+)$/.exec(key) ?? []
  return surveyId && name ? { surveyId, name } : null
}

/** Null where nothing is kept, or nothing that can be read. */
export const recall = <Name extends KeptName>(keep: Keep, surveyId: string, name: Name): Kept[Name] | null => {
  const guard: Record<KeptName, unknown> = kept
  try {
    return parsed(guard[name] as Guard<Kept[Name]>, keep.getItem(keyOf(surveyId, name)))
  } catch {
    return null
  }
}

/** Refuses `storage_failed` unless the value can be read again: some browsers take a value and keep nothing. */
export const remember = <Name extends KeptName>(keep: Keep, surveyId: string, name: Name, value: Kept[Name]): void => {
  const json = JSON.stringify(value)
  try {
    keep.setItem(keyOf(surveyId, name), json)
    if (keep.getItem(keyOf(surveyId, name)) === json) return
  } catch {
    // Full, switched off or private: the same to whoever answers.
  }
  throw new Trouble('storage_failed')
}

export const forget = (keep: Keep, surveyId: string, name: KeptName): void => {
  try {
    keep.removeItem(keyOf(surveyId, name))
  } catch {
    // Nothing can be read there either.
  }
}
