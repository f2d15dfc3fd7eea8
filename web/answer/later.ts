/**
 * Fetched with the first words, or where something stands in the way of them: what comes after a ballot was sent, why none
 * can be, and where a link is to be found. Nothing here runs a request that changes anything without a trusted press.
 */
import { facts } from '../../functions/domain/words/en.ts'
import { byId, type Child } from '../kit/plain/dom.ts'
import { begunText } from './closing.ts'
import type { Finish } from './finish.ts'
import { type KeptBallot, recall } from './keep.ts'
import { forgetNodes, receiptNodes, stoppedNodes, troubleWords } from './receipt.ts'
import { isPulsePage, resultsSection } from './results.ts'
import type { Session } from './session.ts'
import { isReturning } from '../kit/session/returning.ts'
import { type Part, retrying } from './retrying.ts'
import type { Why } from './sign-in.ts'
import { isOfSignIn, needsOwner, signedIn } from './signed-in.ts'
import type { TroubleCode } from './trouble.ts'

/** Put in by the build: fetched only where it is wanted. */
declare const signInPart: Part

const loadSignIn = retrying<typeof import('./sign-in.ts')>(signInPart)

export { askForLink } from './ask.ts'
export { troubleWords } from './receipt.ts'

/** For whoever comes by the link that lets nobody answer, in a browser that keeps nothing of the survey. */
export const showResults = (questions: HTMLFormElement, surveyId: string): void => {
  questions.hidden = true
  for (const section of document.querySelectorAll('.how, .who, .inc p, dl')) section.toggleAttribute('hidden', true)
  const caller = { fetch: (...call: Parameters<typeof fetch>) => fetch(...call), site: '' }
  byId('after')?.replaceChildren(resultsSection(caller, surveyId, null, 'h2'))
}

/** After these nothing can be sent from this browser, whatever is tried. */
const final: ReadonlySet<TroubleCode> = new Set([
  'survey_closed',
  'survey_cancelled',
  'survey_not_open',
  'unknown_survey',
  'unknown_link',
  'wrong_cohort',
  'pass_already_issued',
  'keys_altered',
  'terms_altered',
  'other_questions',
])

const notice = (text: string): void => {
  const status = byId('status')
  if (status) status.textContent = text
}

/** In place of the questions, or nothing: then the questions stand again. */
const show = (session: Session, nodes: readonly Child[]): void => {
  const instead = nodes.length > 0
  session.questions.hidden = instead
  document.body.toggleAttribute('data-instead', instead)
  for (const section of document.querySelectorAll('.how, #forget')) section.toggleAttribute('hidden', instead)
  const after = byId('after')
  after?.replaceChildren(...nodes.filter(node => node !== null))
  notice('')
  if (!instead) return
  const heading = after?.querySelector<HTMLElement>('h2')
  document.title = (heading?.textContent ?? '') + facts.product
  scrollTo({ top: 0 })
  heading?.focus({ preventScroll: true })
}

const sayWhetherSent = (session: Session): void => {
  const place = byId('sent')
  if (place) place.hidden = recall(session.participant.storage, session.place, 'cast') === null
}

const edit = (session: Session, step = ''): void => {
  show(session, [])
  sayWhetherSent(session)
  session.steps.goTo(step)
}

const actions = (session: Session) => ({
  edit: () => edit(session),
  finish: () => edit(session, 'use'),
  show: (nodes: readonly Child[]) => show(session, nodes),
  restart: () => location.reload(),
})

/** In place of the questions; how what is written is kept can be read beside it. */
const askToSignIn = async (session: Session, why: Why): Promise<void> => {
  const { signInNodes } = await loadSignIn()
  show(
    session,
    signInNodes(session, why, () => edit(session)),
  )
  for (const section of document.querySelectorAll('.how, #forget')) section.toggleAttribute('hidden', false)
}

/** Gives whether it is dealt with: nothing more is said of it where it was tried. */
export const stop = (session: Session, trouble: TroubleCode): boolean => {
  if (isOfSignIn(trouble)) {
    askToSignIn(session, trouble).catch(() => notice(facts.offline))
    return true
  }
  // It is closed for whoever has no pass.
  const code = trouble === 'survey_closing' ? 'survey_closed' : trouble
  if (!final.has(code)) return false
  const { participant } = session
  const cast = recall(participant.storage, session.place, 'cast')
  const published =
    code === 'survey_closed' && isPulsePage()
      ? resultsSection(participant, participant.link.surveyId, cast, 'h3')
      : null
  show(session, stoppedNodes(session, code, cast, actions(session), published))
  return true
}

/** What the server has acknowledged, in place of the questions. */
export const showReceipt = (session: Session, cast: KeptBallot): void =>
  show(session, receiptNodes(session, cast, actions(session)))

/** Below the questions, in place of the button that asked. */
export const askToForget = (session: Session): void => {
  const { show: instead, restart } = actions(session)
  const place = byId('forget')
  place?.replaceChildren(forgetNodes(session, false, instead, restart, true))
  place?.querySelector('button')?.focus()
}

/** Where this browser stood: sent, cut off while sending, or still writing. */
export const restore = (session: Session, last: Finish, trouble: TroubleCode | null): void => {
  const { storage } = session.participant
  const cast = recall(storage, session.place, 'cast')
  const pass = recall(storage, session.place, 'pass')
  const pending = recall(storage, session.place, 'pending')
  // What is acknowledged may for a moment, or after a crash, still be noted as on its way.
  const cutOff = pending ? pending.digest !== cast?.digest : pass !== null && cast === null
  sayWhetherSent(session)
  // With a pass from before the close one may send for ten minutes more.
  const isTaken = trouble === 'survey_closing' && Boolean(pass?.signature)
  if (trouble && (final.has(trouble) || (trouble === 'survey_closing' && !isTaken))) stop(session, trouble)
  else if (cutOff) {
    session.steps.goTo('use')
    last.interrupted()
  } else if (cast) showReceipt(session, cast)
  if (isTaken && session.form) notice(begunText(session.form))
  else if (trouble && !final.has(trouble)) notice(troubleWords(trouble).join('. '))
}

/**
 * A survey that asks for a sign-in does so before the first box, goes on where the sign-in leads back to, and says at once
 * where the link is somebody else's.
 */
export const begin = async (session: Session, last: Finish, trouble: TroubleCode | null): Promise<void> => {
  const { participant, questions, search } = session
  const goOn = (): void => {
    questions.hidden = false
    restore(session, last, trouble)
  }
  if (trouble !== null || !participant.tab || !needsOwner(session)) return goOn()
  questions.hidden = true
  try {
    const isBack = signedIn(participant.tab) === null && isReturning(search)
    const { finish: finishSignIn, refusedOwner } = await loadSignIn()
    if (isBack) await finishSignIn(participant.tab, search)
    const isIn = signedIn(participant.tab) !== null
    const why = isIn ? await refusedOwner(session) : isBack ? 'failed' : 'first'
    if (why === null) goOn()
    else await askToSignIn(session, why)
  } catch {
    // What is written meanwhile is kept, and whoever sends it is asked then.
    goOn()
    notice(facts.offline)
  }
}
