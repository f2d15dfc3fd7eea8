/**
 * The participant's steps that change something (docs/architecture.md section 4, steps 4 and 5), over an injected
 * network and storage: get a pass, cast a ballot. Each can be cut off anywhere and run again.
 */
import type { BallotContent, Form } from '../../functions/domain/ballot/ballot.ts'
import { isSigned, padContent, passContext, sealInfo } from '../../functions/domain/ballot/texts.ts'
import { digest, fromBase64url, joined, randomBytes, toBase64url, toHex, utf8 } from '../kit/plain/bytes.ts'
import { blind, finalize, importPassKey, prepare } from './blind.ts'
import { call, type Participant } from './form.ts'
import { forget, type KeptBallot, type KeptPass, placeOf, recall, remember } from './keep.ts'
import { makeOwnKey, ownKey, signed } from './own-key.ts'
import { seal } from './seal.ts'
import { dropSignedIn, signedIn } from './signed-in.ts'
import { bytesLeft } from './texts.ts'
import { codeOf, Trouble } from './trouble.ts'

export type Progress = 'pass' | 'sealing' | 'sending'

const textField = (value: unknown, name: string): string => {
  const field = typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined
  if (typeof field !== 'string') throw new Trouble('try_again')
  return field
}

/** So high that whoever reads the number of a ballot does not learn how often it was changed. */
const firstNumber = (): number => randomBytes(6).reduce((number, byte) => number * 256 + byte, 0)

/** What its message ends in, and what else is kept of that. */
const ending = async ({ link, keys }: Participant, form: Form) => {
  if (!isSigned(form)) return { end: randomBytes(32), number: undefined, secret: undefined }
  const { point, secret } = await makeOwnKey(placeOf(link), keys)
  return { end: point, number: firstNumber(), secret }
}

const beginPass = async (participant: Participant, form: Form, publicKey: string): Promise<KeptPass> => {
  const { link, storage } = participant
  const { end, ...own } = await ending(participant, form)
  const message = prepare(joined(utf8(passContext(link.surveyId, link.cohort)), end))
  const { blinded, inverse } = await blind(await importPassKey(publicKey), message)
  const pass: KeptPass = {
    ...own,
    message: toBase64url(message),
    inverse: toBase64url(inverse),
    blinded: toBase64url(blinded),
    signature: null,
  }
  try {
    remember(storage, placeOf(link), 'pass', pass)
  } catch (error) {
    // Its key would stay behind.
    await participant.keys?.remove(placeOf(link))
    throw error
  }
  return pass
}

/** The key that signs ballots of this pass. Refuses `storage_failed` where the browser has lost it. */
const keyOf = async ({ link, keys }: Participant, { secret }: KeptPass): Promise<CryptoKey> => {
  const key = await ownKey(placeOf(link), secret, keys)
  if (!key) throw new Trouble('storage_failed')
  return key
}

/**
 * Whether a pass that was begun can still become one: of a page before ballots were signed it carries no key and would be
 * signed for nothing, and without its key it is worth nothing. The first was never signed for that page, and of the second
 * nobody can make anything: to begin anew loses no invitation that was not lost.
 */
const canGoOn = async ({ link, keys }: Participant, form: Form, { signature, number, secret }: KeptPass) =>
  signature !== null ||
  (isSigned(form) === (number !== undefined) &&
    (number === undefined || (await ownKey(placeOf(link), secret, keys)) !== null))

/** What a survey that asks for a sign-in is shown of it. Refuses `sign_in_needed` before anything is sent. */
const signInOf = ({ tab }: Participant, form: Form): { readonly idToken?: string } => {
  if (form.signIn !== true) return {}
  const who = signedIn(tab)
  if (!who) throw new Trouble('sign_in_needed')
  return { idToken: who.idToken }
}

/**
 * The pass of this browser: the one in hand, the one begun before (the same blinded message is signed again), or a
 * new one. Refuses `storage_failed` where what was begun before is not whole, before anything is sent.
 */
export const requestPass = async (
  participant: Participant,
  form: Form,
  contested: { readonly contested?: true } = {},
): Promise<{ message: string; signature: string }> => {
  const { link, storage } = participant
  const publicKey = form.cohorts.find(({ id }) => id === link.cohort)?.publicKey
  if (!publicKey) throw new Trouble('wrong_cohort')
  const kept = recall(storage, placeOf(link), 'pass')
  const begun = kept && (await canGoOn(participant, form, kept)) ? kept : await beginPass(participant, form, publicKey)
  if (begun.signature) return { message: begun.message, signature: begun.signature }
  if (!begun.inverse || !begun.blinded) throw new Trouble('storage_failed')

  const { surveyId, cohort, token } = link
  const { blinded } = begun
  const protocol = form.protocol === undefined ? {} : { protocol: form.protocol }
  const answer = await call(participant, 'POST', '/api/passes', {
    surveyId,
    cohort,
    token,
    blinded,
    ...protocol,
    ...contested,
    ...signInOf(participant, form),
  })
  const signature = await finalize(
    await importPassKey(publicKey),
    fromBase64url(begun.message),
    fromBase64url(textField(answer, 'blindSignature')),
    fromBase64url(begun.inverse),
  )
  if (!signature) throw new Trouble('invalid_signature')
  const pass = { ...begun, inverse: null, blinded: null, signature: toBase64url(signature) }
  remember(storage, placeOf(link), 'pass', pass)
  dropSignedIn(participant.tab)
  return pass
}

/** The next number is noted before it is used: whatever is cut off here, it is used once. */
const proofOf = async (participant: Participant, pass: KeptPass, serial: string, digested: string) => {
  if (pass.number === undefined) return { number: undefined, proof: undefined }
  const { link, storage } = participant
  const key = await keyOf(participant, pass)
  const number = pass.number + 1
  remember(storage, placeOf(link), 'pass', { ...pass, number })
  return { number, proof: await signed(key, link.surveyId, serial, number, digested) }
}

const isSame = (one: BallotContent, other: BallotContent): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Sends the kept bytes; the same bytes again are no second ballot. What is acknowledged is kept as cast. */
const send = async (participant: Participant, pass: KeptPass, pending: KeptBallot): Promise<KeptBallot> => {
  const { link, storage } = participant
  const { surveyId, cohort } = link
  const { message, signature } = pass
  const { sealed, replaces, number, proof } = pending
  const answer = await call(participant, 'PUT', '/api/ballots', {
    surveyId,
    cohort,
    message,
    signature,
    sealed,
    replaces,
    ...(proof === undefined ? {} : { number, proof }),
  })
  const cast: KeptBallot = { ...pending, sealed: null, receipt: textField(answer, 'receipt') }
  remember(storage, placeOf(link), 'cast', cast)
  forget(storage, placeOf(link), 'pending')
  return cast
}

/** What was superseded elsewhere is given up: sent again and again it would bar every later ballot. */
const settle = async (participant: Participant, pass: KeptPass, interrupted: KeptBallot): Promise<KeptBallot> => {
  try {
    return await send(participant, pass, interrupted)
  } catch (error) {
    if (error instanceof Trouble && error.code === 'ballot_changed') {
      forget(participant.storage, placeOf(participant.link), 'pending')
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
  const pass = recall(storage, placeOf(link), 'pass')
  if (!pass?.signature) throw new Trouble('invalid_signature')

  const interrupted = recall(storage, placeOf(link), 'pending')
  if (interrupted) progress('sending')
  const last = interrupted ? await settle(participant, pass, interrupted) : recall(storage, placeOf(link), 'cast')
  if (last?.receipt && isSame(last.content, content)) return last

  progress('sealing')
  const serial = toHex(await digest('SHA-256', fromBase64url(pass.message)))
  const plain = padContent(content, form.sealedBytes)
  const sealed = await seal(form.sealKey, sealInfo(surveyId, cohort), serial, plain)
  const digested = toBase64url(await digest('SHA-256', sealed))
  const pending: KeptBallot = {
    content,
    digest: digested,
    sealed: toBase64url(sealed),
    replaces: last?.digest ?? null,
    receipt: null,
    ...(await proofOf(participant, pass, serial, digested)),
    page: (await participant.pageHash?.()) ?? null,
  }
  remember(storage, placeOf(link), 'pending', pending)
  progress('sending')
  return send(participant, pass, pending)
}

/** Whether anything was answered: the pseudonym and the signature alone are no answer. */
export const isEmpty = (content: BallotContent): boolean => Object.keys(content.answers).length === 0

/**
 * The whole way, one tab at a time: pass, seal, send. Refuses `other_questions`, `nothing_to_send` and `too_long` before
 * any request.
 */
export const submit = (
  participant: Participant,
  form: Form,
  content: BallotContent,
  progress: (step: Progress) => void = () => {},
): Promise<KeptBallot> => {
  if (content.instrument !== form.instrument) return Promise.reject(new Trouble('other_questions'))
  if (isEmpty(content)) return Promise.reject(new Trouble('nothing_to_send'))
  if (bytesLeft(content, form.sealedBytes) < 0) return Promise.reject(new Trouble('too_long'))
  return participant.exclusively(placeOf(participant.link), async () => {
    progress('pass')
    await requestPass(participant, form)
    return castBallot(participant, form, content, progress)
  })
}

/**
 * Says of a link that was found used: that was not me. False where it turns out not to be used, and this browser has its
 * pass.
 */
export const contest = (participant: Participant, form: Form): Promise<boolean> =>
  participant.exclusively(placeOf(participant.link), async () => {
    try {
      await requestPass(participant, form, { contested: true })
      return false
    } catch (error) {
      if (codeOf(error) !== 'pass_already_issued') throw error
      dropSignedIn(participant.tab)
      return true
    }
  })
