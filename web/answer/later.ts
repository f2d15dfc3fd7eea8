/**
 * The second script, loaded when the first question can be used: seals, sends, and says what stands in the way. Nothing
 * here runs a request that changes anything without a trusted press.
 */
import { drawAnother, drawPseudonym } from '../../functions/domain/ballot/pseudonyms.ts'
import { facts, hints } from '../../functions/domain/words/en.ts'
import { randomBytes } from '../kit/plain/bytes.ts'
import { byId, type Child } from '../kit/plain/dom.ts'
import { askKindly } from './care.ts'
import { begunText } from './closing.ts'
import { questionsOf } from './draft.ts'
import { finish, type Finish } from './finish.ts'
import { hasList, invitedWith } from './form.ts'
import { ownerOf, recall } from './keep.ts'
import { forgetNodes, receiptNodes, stoppedNodes, troubleWords } from './receipt.ts'
import { isPulsePage, resultsSection } from './results.ts'
import { loadWording } from './rows.ts'
import type { Session } from './session.ts'
import { isReturning } from '../kit/session/returning.ts'
import { type Part, retrying } from './retrying.ts'
import type { Why } from './sign-in.ts'
import { isOfSignIn, needsOwner, signedIn } from './signed-in.ts'
import type { TroubleCode } from './trouble.ts'

/** Put in by the build: fetched only where they are wanted. */
declare const signInPart: Part
declare const amongPart: Part

const loadSignIn = retrying<typeof import('./sign-in.ts')>(signInPart)

export { askForLink } from './ask.ts'

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
const stop = (session: Session, trouble: TroubleCode): boolean => {
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

const pressMilliseconds = 350
/** Nobody is in the middle of a sentence any more. */
const pauseMilliseconds = 2_500

/** Quiet: under the answer, once it is left, or rests. What weighs on its writer gets a kind question in place of a hint. */
const hint = async (question: HTMLElement, box: HTMLTextAreaElement): Promise<void> => {
  const { lens, needsCare } = await loadWording()
  const [flag] = lens(box.value)
  const line = byId(`${box.id}-lens`)
  if (!line) return
  line.textContent = flag ? hints[flag] : ''
  askKindly(question, box, needsCare(box.value, question.dataset['apart'] !== undefined))
}

const draw = (session: Session): void => {
  const output = session.questions.querySelector<HTMLOutputElement>('#pseudonym')
  if (!output) return
  const taken = new Set([output.value])
  output.value = drawAnother(randomBytes(16), taken) ?? drawPseudonym(randomBytes(2))
  session.settle()
}

/** Other tabs of this browser work on the same answer: this one follows, field by field. */
const follow = (session: Session, last: Finish): void => {
  addEventListener('storage', event => {
    const owner = event.key === null ? null : ownerOf(event.key)
    if (event.key !== null && owner?.place !== session.place) return
    if (event.key === null || (owner?.name === 'link' && event.newValue === null)) location.reload()
    else if (owner?.name === 'cast' && event.newValue !== null) restore(session, last, null)
    else if (owner?.name === 'draft' && event.newValue !== null) {
      session.settle()
      last.draw()
    }
  })
}

/** Where this browser stood: sent, cut off while sending, or still writing. */
const restore = (session: Session, last: Finish, trouble: TroubleCode | null): void => {
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
  } else if (cast) show(session, receiptNodes(session, cast, actions(session)))
  if (isTaken && session.form) notice(begunText(session.form))
  else if (trouble && !final.has(trouble)) notice(troubleWords(trouble).join('. '))
}

const loadAmong = retrying<typeof import('./among.ts')>(amongPart)

/** Whom one is counted among, each time that part of the page is opened. */
const offerList = ({ participant, form }: Session): void => {
  const [asked, place] = [document.querySelector<HTMLDetailsElement>('#asked'), byId('among')]
  if (!asked || !place || !form || !hasList(form, participant.link)) return
  const fill = async (): Promise<void> => {
    if (asked.open) await (await loadAmong()).showAmong(place, participant, invitedWith(form, participant.link))
  }
  const filled = (): void => void fill().catch(() => notice(facts.offline))
  asked.addEventListener('toggle', filled)
  filled()
}

/**
 * A survey that asks for a sign-in does so before the first box, goes on where the sign-in leads back to, and says at once
 * where the link is somebody else's.
 */
const begin = async (session: Session, last: Finish, trouble: TroubleCode | null): Promise<void> => {
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

export interface Controls {
  /** The last step is on the screen. */
  readonly arrive: () => void
}

/** Called once by the first script, with what kept it from reading the form, if anything did. */
export const attach = (session: Session, trouble: TroubleCode | null): Controls => {
  if (byId('pseudonym') && !session.read().pseudonym) draw(session)
  const sent = byId('sent')
  if (sent) sent.textContent = facts.sent
  const last = finish(
    session,
    cast => show(session, receiptNodes(session, cast, actions(session))),
    code => stop(session, code),
  )
  byId('redraw')?.addEventListener('click', event => {
    if (!event.isTrusted) return
    draw(session)
    last.draw()
  })
  for (const question of questionsOf(session.questions)) {
    const box = question.querySelector('textarea')
    if (!box) continue
    let waiting: ReturnType<typeof setTimeout> | undefined
    const hintIn = (milliseconds: number): void => {
      clearTimeout(waiting)
      waiting = setTimeout(() => void hint(question, box).catch(() => {}), milliseconds)
    }
    // Once the press that left the box is over: what moves under a finger is pressed in vain.
    box.addEventListener('change', () => hintIn(pressMilliseconds))
    box.addEventListener('input', () => hintIn(pauseMilliseconds))
  }
  const { show: instead, restart } = actions(session)
  byId('forget')?.replaceChildren(forgetNodes(session, false, instead, restart))
  offerList(session)
  follow(session, last)
  void begin(session, last, trouble)
  loadWording().catch(() => {})
  return { arrive: last.draw }
}
