/** Reading: the form, checked against the link, and the published receipts. Nothing here changes anything anywhere. */
import type { Form, PageNames } from '../../functions/domain/ballot/ballot.ts'
import { keysText, namesKeyText } from '../../functions/domain/ballot/texts.ts'
import type { Link } from '../../functions/domain/ballot/link.ts'
import { type Bytes, digest, fromBase64url, toBase64url, toHex, utf8 } from '../kit/plain/bytes.ts'
import { parsed } from '../kit/plain/shape.ts'
import { type Keep, placeOf, recall, remember } from './keep.ts'
import type { KeyKeep } from './own-key.ts'
import { isForm, isPageNames } from './shapes.ts'
import { Trouble, troubleOf } from './trouble.ts'

export interface Participant {
  readonly link: Link
  readonly fetch: typeof fetch
  readonly storage: Keep
  /** Where this tab alone keeps something: whoever signed in, in a survey that asks for it. */
  readonly tab?: Keep
  /** Where the API is; empty in a page, which shares its origin. */
  readonly site: string
  /** One at a time across the tabs of a browser: two passes asked for at once would cost the answer. */
  readonly exclusively: <Result>(place: string, work: () => Promise<Result>) => Promise<Result>
  /** Where keys are kept that no script can read; without it the one that signs is kept in `storage`. */
  readonly keys?: KeyKeep
  /** SHA-256, in hex, of the page that seals; null where nobody knows. */
  readonly pageHash?: () => Promise<string | null>
}

/** A line so slow that nothing comes within this is told as none, and tried again. */
const patience = 30_000

export const asParticipant = () =>
  ({
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  }) as const

/** What this page hashes to, from the browser's own cache where it still has it; null where it cannot be had. */
export const pageHash = async (): Promise<string | null> => {
  try {
    const page = await fetch(location.pathname, { ...asParticipant(), cache: 'force-cache' })
    return page.ok ? toHex(await digest('SHA-256', new Uint8Array(await page.arrayBuffer()))) : null
  } catch {
    return null
  }
}

/** Without credentials or referrer. Refuses with the code of the problem document, `offline` or `try_again`. */
export const call = async (
  { fetch, site }: Pick<Participant, 'fetch' | 'site'>,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> => {
  let response: Response
  try {
    response = await fetch(`${site}${path}`, {
      method,
      ...asParticipant(),
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    })
  } catch {
    throw new Trouble('offline')
  }
  if (!response.ok) throw await troubleOf(response)
  return response.json().catch(() => {
    throw new Trouble('try_again')
  })
}

const sha256 = async (text: string): Promise<string> => toBase64url(await digest('SHA-256', utf8(text)))

/**
 * Refuses `keys_altered` and `terms_altered`: what was fetched must be what the link and the hash shown stand for, and
 * the terms must be those this browser saw before.
 */
const checkForm = async ({ link, storage }: Participant, form: Form): Promise<void> => {
  const keysHash = await sha256(keysText(form))
  if (form.surveyId !== link.surveyId || keysHash !== link.keysHash) throw new Trouble('keys_altered')
  for (const { text, hash } of Object.values(form.termsByLanguage)) {
    if ((await sha256(text)) !== hash) throw new Trouble('terms_altered')
  }
  const seen = recall(storage, placeOf(link), 'form')
  const changed = Object.entries(seen?.termsByLanguage ?? {}).some(
    ([language, { hash }]) => form.termsByLanguage[language]?.hash !== hash,
  )
  if (changed) throw new Trouble('terms_altered')
  if (!form.cohorts.some(({ id }) => id === link.cohort)) throw new Trouble('wrong_cohort')
}

/** The form, checked against the link. Changes nothing anywhere. */
export const readForm = async (participant: Participant): Promise<Form> => {
  const form = await call(participant, 'GET', `/api/surveys/${participant.link.surveyId}/form`)
  if (!isForm(form)) throw new Trouble('try_again')
  await checkForm(participant, form)
  try {
    remember(participant.storage, placeOf(participant.link), 'form', form)
  } catch {
    // Reading needs no storage; Submit does, and says so.
  }
  return form
}

export const hasList = ({ cohorts }: Form, { cohort }: Link): boolean =>
  cohorts.some(({ id, listKey }) => id === cohort && listKey !== undefined)

/** How many are counted together with whoever holds the link. */
export const invitedWith = ({ cohorts, invited }: Pick<Form, 'cohorts' | 'invited'>, { cohort }: Link): number =>
  cohorts.find(({ id }) => id === cohort)?.invited ?? invited

/** Derived from the cohort's secret; in surveys that opened before there was one, the link holds the key itself. */
const namesKeyOf = async (held: Bytes, link: Link, form: Form): Promise<BufferSource> => {
  if (!hasList(form, link)) return held
  const key = await crypto.subtle.importKey('raw', held, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return crypto.subtle.sign('HMAC', key, utf8(namesKeyText(form.surveyId)))
}

/** Who can read the agenda and whose names to offer for redaction; null without a namesKey, or where it does not open. */
export const readNames = async (link: Link, form: Form): Promise<PageNames | null> => {
  if (!link.namesKey || !form.names) return null
  try {
    const bytes = fromBase64url(form.names)
    const raw = await namesKeyOf(fromBase64url(link.namesKey), link, form)
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12) }, key, bytes.slice(12))
    return parsed(isPageNames, new TextDecoder().decode(plain))
  } catch {
    return null
  }
}

/** One at a time within this process; a page uses the browser's locks, which reach across its tabs. */
export const inTurn = (): Participant['exclusively'] => {
  const queues = new Map<string, Promise<unknown>>()
  return (place, work) => {
    const turn = (queues.get(place) ?? Promise.resolve()).then(work, work)
    queues.set(place, turn)
    return turn
  }
}
