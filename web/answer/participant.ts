/**
 * The participant's steps (design section 4, steps 3 to 5) over an injected network and storage: read the form, get a
 * pass, cast a ballot, check the receipt. Each can be cut off anywhere and run again.
 */
import type { BallotContent, Form, PageNames } from '../../functions/domain/ballot.ts'
import type { Link } from '../../functions/domain/link.ts'
import { digest, fromBase64url, toBase64url, toHex, utf8, randomBytes } from '../shared/bytes.ts'
import { blind, finalize, importPassKey, prepare } from './blind.ts'
import { forget, type Keep, type KeptBallot, type KeptPass, recall, remember } from './keep.ts'
import { parsed } from '../shared/shape.ts'
import { seal } from './seal.ts'
import { isForm, isPageNames } from './shapes.ts'
import { keysText, padContent, passContext, sealInfo, bytesLeft } from './texts.ts'
import { Trouble, troubleOf } from './trouble.ts'

export interface Participant {
  readonly link: Link
  readonly fetch: typeof fetch
  readonly storage: Keep
  /** Where the API is; empty in a page, which shares its origin. */
  readonly site: string
  /** One at a time across the tabs of a browser: two passes asked for at once would cost the answer. */
  readonly exclusively: <Result>(surveyId: string, work: () => Promise<Result>) => Promise<Result>
}

export type Progress = 'pass' | 'sealing' | 'sending'

const call = async ({ fetch, site }: Participant, method: string, path: string, body?: unknown): Promise<unknown> => {
  let response: Response
  try {
    response = await fetch(`${site}${path}`, {
      method,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
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

const textField = (value: unknown, name: string): string => {
  const field = typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
  if (typeof field !== 'string') throw new Trouble('try_again')
  return field
}

const sha256 = async (text: string): Promise<string> => toBase64url(await digest('SHA-256', utf8(text)))

/**
 * Refuses `keys_altered` and `terms_altered`: what was fetched must be what the link and the hash shown stand for, and
 * the terms must be those this browser saw before.
 */
const checkForm = async ({ link, storage }: Participant, form: Form): Promise<void> => {
  const keysHash = await sha256(keysText(form.surveyId, form.sealKey, form.cohorts))
  if (form.surveyId !== link.surveyId || keysHash !== link.keysHash) throw new Trouble('keys_altered')
  for (const { text, hash } of Object.values(form.terms)) {
    if ((await sha256(text)) !== hash) throw new Trouble('terms_altered')
  }
  const seen = recall(storage, link.surveyId, 'form')
  const changed = Object.entries(seen?.terms ?? {}).some(([language, { hash }]) => form.terms[language]?.hash !== hash)
  if (changed) throw new Trouble('terms_altered')
  if (!form.cohorts.some(({ id }) => id === link.cohort)) throw new Trouble('wrong_cohort')
}

/** The form, checked against the link. Changes nothing anywhere. */
export const readForm = async (participant: Participant): Promise<Form> => {
  const form = await call(participant, 'GET', `/api/surveys/${participant.link.surveyId}/form`)
  if (!isForm(form)) throw new Trouble('try_again')
  await checkForm(participant, form)
  try {
    remember(participant.storage, form.surveyId, 'form', form)
  } catch {
    // Reading needs no storage; Submit does, and says so.
  }
  return form
}

/** Who can read the agenda and whose names to offer for redaction; null without a namesKey, or where it does not open. */
export const readNames = async (link: Link, form: Form): Promise<PageNames | null> => {
  if (!link.namesKey || !form.names) return null
  try {
    const bytes = fromBase64url(form.names)
    const key = await crypto.subtle.importKey('raw', fromBase64url(link.namesKey), 'AES-GCM', false, ['decrypt'])
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12) }, key, bytes.slice(12))
    return parsed(isPageNames, new TextDecoder().decode(plain))
  } catch {
    return null
  }
}

const beginPass = async (participant: Participant, publicKey: string): Promise<KeptPass> => {
  const { link, storage } = participant
  const context = utf8(passContext(link.surveyId, link.cohort))
  const tail = new Uint8Array([...context, ...randomBytes(32)])
  const message = prepare(tail)
  const { blinded, inverse } = await blind(await importPassKey(publicKey), message)
  const pass: KeptPass = {
    message: toBase64url(message),
    inverse: toBase64url(inverse),
    blinded: toBase64url(blinded),
    signature: null,
  }
  remember(storage, link.surveyId, 'pass', pass)
  return pass
}

/**
 * The pass of this browser: the one in hand, the one begun before (the same blinded message is signed again), or a
 * new one. Refuses `storage_failed` before anything is sent.
 */
export const requestPass = async (
  participant: Participant,
  form: Form,
): Promise<{ message: string; signature: string }> => {
  const { link, storage } = participant
  const publicKey = form.cohorts.find(({ id }) => id === link.cohort)?.publicKey
  if (!publicKey) throw new Trouble('wrong_cohort')
  const begun = recall(storage, link.surveyId, 'pass') ?? (await beginPass(participant, publicKey))
  if (begun.signature) return { message: begun.message, signature: begun.signature }
  if (!begun.inverse || !begun.blinded) throw new Trouble('storage_failed')

  const { surveyId, cohort, token } = link
  const answer = await call(participant, 'POST', '/api/passes', { surveyId, cohort, token, blinded: begun.blinded })
  const signature = await finalize(
    await importPassKey(publicKey),
    fromBase64url(begun.message),
    fromBase64url(textField(answer, 'blindSignature')),
    fromBase64url(begun.inverse),
  )
  if (!signature) throw new Trouble('invalid_signature')
  const pass = { message: begun.message, inverse: null, blinded: null, signature: toBase64url(signature) }
  remember(storage, surveyId, 'pass', pass)
  return pass
}

const isSame = (one: BallotContent, other: BallotContent): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Sends the kept bytes; the same bytes again are no second ballot. What is acknowledged is kept as cast. */
const send = async (participant: Participant, pass: KeptPass, pending: KeptBallot): Promise<KeptBallot> => {
  const { link, storage } = participant
  const { surveyId, cohort } = link
  const { message, signature } = pass
  const { sealed, replaces } = pending
  const answer = await call(participant, 'PUT', '/api/ballots', {
    surveyId,
    cohort,
    message,
    signature,
    sealed,
    replaces,
  })
  const cast: KeptBallot = { ...pending, sealed: null, receipt: textField(answer, 'receipt') }
  remember(storage, surveyId, 'cast', cast)
  forget(storage, surveyId, 'pending')
  return cast
}

/** What was superseded elsewhere is given up: sent again and again it would bar every later ballot. */
const settle = async (participant: Participant, pass: KeptPass, interrupted: KeptBallot): Promise<KeptBallot> => {
  try {
    return await send(participant, pass, interrupted)
  } catch (error) {
    if (error instanceof Trouble && error.code === 'ballot_changed') {
      forget(participant.storage, participant.link.surveyId, 'pending')
    }
    throw error
  }
}

/**
 * Seals and sends. A ballot whose reply was lost is sent again first, byte for byte, so that what this one replaces is
 * known. Refuses `too_long`, and `ballot_changed` where another browser with the same pass was faster.
 */
export const castBallot = async (
  participant: Participant,
  form: Form,
  content: BallotContent,
  progress: (step: Progress) => void = () => {},
): Promise<KeptBallot> => {
  const { link, storage } = participant
  const { surveyId, cohort } = link
  if (bytesLeft(content, form.sealedBytes) < 0) throw new Trouble('too_long')
  const pass = recall(storage, surveyId, 'pass')
  if (!pass?.signature) throw new Trouble('invalid_signature')

  const interrupted = recall(storage, surveyId, 'pending')
  if (interrupted) progress('sending')
  const last = interrupted ? await settle(participant, pass, interrupted) : recall(storage, surveyId, 'cast')
  if (last?.receipt && isSame(last.content, content)) return last

  progress('sealing')
  const serial = toHex(await digest('SHA-256', fromBase64url(pass.message)))
  const plain = padContent(content, form.sealedBytes)
  const sealed = await seal(form.sealKey, sealInfo(surveyId, cohort), serial, plain)
  const pending: KeptBallot = {
    content,
    digest: toBase64url(await digest('SHA-256', sealed)),
    sealed: toBase64url(sealed),
    replaces: last?.digest ?? null,
    receipt: null,
  }
  remember(storage, surveyId, 'pending', pending)
  progress('sending')
  return send(participant, pass, pending)
}

/** Whether anything was answered: the pseudonym and the signature alone are no answer. */
export const isEmpty = (content: BallotContent): boolean => Object.keys(content.answers).length === 0

/** The whole way, one tab at a time: pass, seal, send. Refuses `nothing_to_send` and `too_long` before any request. */
export const submit = (
  participant: Participant,
  form: Form,
  content: BallotContent,
  progress: (step: Progress) => void = () => {},
): Promise<KeptBallot> => {
  if (isEmpty(content)) return Promise.reject(new Trouble('nothing_to_send'))
  if (bytesLeft(content, form.sealedBytes) < 0) return Promise.reject(new Trouble('too_long'))
  return participant.exclusively(participant.link.surveyId, async () => {
    progress('pass')
    await requestPass(participant, form)
    return castBallot(participant, form, content, progress)
  })
}

/** After the close: whether the receipt of this browser is in the published list. */
export const checkReceipt = async (
  participant: Participant,
  receipt: string,
): Promise<'counted' | 'missing' | 'not_yet'> => {
  try {
    const list = await call(participant, 'GET', `/api/receipts/${participant.link.surveyId}`)
    const serials: unknown = typeof list === 'object' && list !== null && 'serials' in list ? list.serials : []
    return Array.isArray(serials) && serials.includes(receipt) ? 'counted' : 'missing'
  } catch (error) {
    if (error instanceof Trouble && error.code === 'not_harvested') return 'not_yet'
    throw error
  }
}

/** One at a time within this process; a page uses the browser's locks, which reach across its tabs. */
export const inTurn = (): Participant['exclusively'] => {
  const queues = new Map<string, Promise<unknown>>()
  return (surveyId, work) => {
    const turn = (queues.get(surveyId) ?? Promise.resolve()).then(work, work)
    queues.set(surveyId, turn)
    return turn
  }
}
