/**
 * The second script, loaded when the first question can be used: looks over, seals, sends, and says what stands in the
 * way. Nothing here runs a request that changes anything without a trusted press.
 */
import type { BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { drawAnother, drawPseudonym } from '../../functions/domain/ballot/pseudonyms.ts'
import { facts, hints, review } from '../../functions/domain/words/en.ts'
import { randomBytes } from '../kit/plain/bytes.ts'
import { button, byId, type Child, el } from '../kit/plain/dom.ts'
import { askKindly } from './care.ts'
import { questionsOf } from './draft.ts'
import { tag } from './facts.ts'
import { ownerOf, recall } from './keep.ts'
import { isEmpty, submit } from './participant.ts'
import { forgetNodes, receiptNodes, stoppedNodes, troubleWords } from './receipt.ts'
import { isPulsePage, resultsSection } from './results.ts'
import { nameOffer, namesIn, storedNodes, withReplaced } from './review.ts'
import type { Session } from './session.ts'
import { bytesLeft } from './texts.ts'
import { isUnread } from './unread.ts'
import { retrying } from './retrying.ts'
import { codeOf, Trouble, type TroubleCode } from './trouble.ts'

export { askForLink } from './ask.ts'

/** For whoever comes by the link that lets nobody answer, in a browser that keeps nothing of the survey. */
export const showResults = (questions: HTMLFormElement, surveyId: string): void => {
  questions.hidden = true
  for (const section of document.querySelectorAll('.stored, dl')) section.toggleAttribute('hidden', true)
  byId('after')?.replaceChildren(resultsSection({ fetch: (...call) => fetch(...call), site: '' }, surveyId, null))
}

declare const wordingScript: string
/** Fetched only where a model reads. */
declare const readingScript: string

/** After these nothing can be sent from this browser, whatever is tried. */
const final: ReadonlySet<TroubleCode> = new Set([
  'survey_closed',
  'survey_cancelled',
  'survey_not_open',
  'unknown_survey',
  'unknown_link',
  'wrong_cohort',
  'keys_altered',
  'terms_altered',
  'other_questions',
])

const loadWording = retrying<typeof import('./wording.ts')>(wordingScript)
const loadReading = retrying<typeof import('./reading.ts')>(readingScript)

const notice = (text: string): void => {
  const status = byId('status')
  if (status) status.textContent = text
}

/** In place of the questions, or nothing: then the questions stand again. */
const show = (session: Session, nodes: readonly Child[]): void => {
  const instead = nodes.length > 0
  session.questions.hidden = instead
  for (const section of document.querySelectorAll('.stored')) section.toggleAttribute('hidden', instead)
  const after = byId('after')
  after?.replaceChildren(...nodes.filter(node => node !== null))
  notice('')
  if (!instead) return
  scrollTo({ top: 0 })
  after?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true })
}

const edit = (session: Session, item?: string): void => {
  show(session, [])
  const first = item ? byId(item) : session.questions.querySelector<HTMLElement>('textarea,input')
  first?.focus()
}

/** What would be sent now. Where a model reads, it says outright whether it may read this. */
const contentOf = ({ form, participant, place, read }: Session): BallotContent =>
  form?.isRead ? { ...read(), mayBeRead: !isUnread(participant.storage, place) } : read()

/** What keeps it from being looked over, with the field to mend; null where nothing does. */
const obstacle = (session: Session): { text: string; field: string } | null => {
  const content = contentOf(session)
  if (isEmpty(content)) return { text: review.empty, field: '' }
  const left = bytesLeft(content, session.form?.sealedBytes ?? 0)
  if (session.form && left < 0) return { text: facts.over(Math.abs(left).toLocaleString(tag())), field: '' }
  const signs = Object.values(content.answers).some(
    answer => typeof answer === 'object' && 'choice' in answer && answer.choice === 'signed',
  )
  return signs && !content.signature ? { text: review.signatureMissing, field: 'signature' } : null
}

const actions = (session: Session) => ({
  edit: () => edit(session),
  show: (nodes: readonly Child[]) => show(session, nodes),
  restart: () => location.reload(),
})

const stop = (session: Session, code: TroubleCode): void => {
  const cast = recall(session.participant.storage, session.place, 'cast')
  const { participant } = session
  const published =
    code === 'survey_closed' && isPulsePage()
      ? resultsSection(participant, participant.link.surveyId, cast?.receipt ?? null)
      : null
  show(session, stoppedNodes(session, code, cast, actions(session), published))
}

const failing =
  (session: Session) =>
  (error: unknown): void => {
    const code = codeOf(error)
    if (final.has(code)) stop(session, code)
    else notice(troubleWords(code).join('. '))
  }

const look = async (session: Session, interrupted: boolean): Promise<void> => {
  const problem = obstacle(session)
  if (problem) {
    edit(session, problem.field || undefined)
    notice(problem.text)
    return
  }
  if (!session.form) await session.refresh()
  const { form } = session
  if (!form) return
  const content = contentOf(session)
  const { findNames } = await loadWording().catch(() => {
    throw new Trouble('offline')
  })
  const { storage } = session.participant
  const choice = form.isRead
    ? (
        await loadReading().catch(() => {
          throw new Trouble('offline')
        })
      ).readingChoice(storage, session.place, () => {
        const exact = document.querySelector('.exact pre')
        if (exact) exact.textContent = JSON.stringify(contentOf(session))
      })
    : null
  const names = namesIn(content, text => findNames(text, session.names?.people ?? []))

  const status = el('p', { role: 'status', class: 'progress' }, interrupted ? review.interrupted : '')
  const alarm = el('div', { role: 'alert', class: 'alarm' })
  let sending = false
  const send = async (): Promise<void> => {
    sending = true
    press.setAttribute('aria-disabled', 'true')
    alarm.replaceChildren()
    try {
      const cast = await submit(session.participant, form, contentOf(session), step => {
        status.textContent = review.progress[step]
      })
      show(session, receiptNodes(session, cast, actions(session)))
    } catch (error) {
      const code = codeOf(error)
      status.textContent = ''
      sending = false
      if (final.has(code)) return stop(session, code)
      const [title, todo] = troubleWords(code)
      alarm.replaceChildren(el('strong', {}, title), el('p', {}, todo))
      press.textContent = review.again
      press.removeAttribute('aria-disabled')
    }
  }
  const press = button(review.send, 'main', () => {
    if (!sending) send().catch(failing(session))
  })
  const change = button(review.change, '', () => !sending && edit(session))
  show(session, [
    el('h2', { tabindex: '-1' }, review.title),
    el('p', {}, review.lead),
    ...nameOffer(content, names, chosen => {
      session.show(withReplaced(content, chosen))
      look(session, false).catch(failing(session))
    }),
    ...storedNodes(content, form.sealedBytes),
    choice,
    alarm,
    status,
    el('div', { class: 'row' }, press, change),
  ])
}

/** Quiet: under the answer, once it is left. What weighs on its writer gets a kind question in place of a hint. */
const hint = async (question: HTMLElement, box: HTMLTextAreaElement): Promise<void> => {
  const { lens, needsCare } = await loadWording()
  const [flag] = lens(box.value)
  const line = byId(`${box.id}-lens`)
  if (line) line.textContent = flag ? hints[flag] : ''
  askKindly(question, box, needsCare(box.value, question.dataset['apart'] !== undefined))
}

const draw = (session: Session): void => {
  const current = session.read()
  const other = drawAnother(randomBytes(16), new Set([current.pseudonym])) ?? drawPseudonym(randomBytes(2))
  session.show({ ...current, pseudonym: other })
}

/** Other tabs of this browser work on the same answer: this one follows, unless somebody is typing in it. */
const follow = (session: Session): void => {
  addEventListener('storage', event => {
    const owner = event.key === null ? null : ownerOf(event.key)
    if (event.key !== null && owner?.place !== session.place) return
    if (event.key === null || (owner?.name === 'link' && event.newValue === null)) location.reload()
    else if (owner?.name === 'cast' && event.newValue !== null) restore(session, null)
    else if (owner?.name === 'draft' && event.newValue !== null && !document.hasFocus()) {
      const draft = recall(session.participant.storage, session.place, 'draft')
      if (draft && JSON.stringify(draft) !== JSON.stringify(session.read())) session.show(draft)
    }
  })
}

/** Where this browser stood: sent, cut off while sending, or still writing. */
const restore = (session: Session, trouble: TroubleCode | null): void => {
  const { storage } = session.participant
  const cast = recall(storage, session.place, 'cast')
  const pass = recall(storage, session.place, 'pass')
  const pending = recall(storage, session.place, 'pending')
  // What is acknowledged may for a moment, or after a crash, still be noted as on its way.
  const cutOff = pending ? pending.digest !== cast?.digest : pass !== null && cast === null
  // A pass signed in the last second still becomes a ballot: the server decides.
  if (trouble && final.has(trouble) && !(cutOff && trouble === 'survey_closed')) stop(session, trouble)
  else if (cutOff) look(session, true).catch(failing(session))
  else if (cast) show(session, receiptNodes(session, cast, actions(session)))
  if (trouble && !final.has(trouble)) notice(troubleWords(trouble).join('. '))
}

export interface Controls {
  /** For a trusted press on "Look it over". */
  readonly look: () => void
}

/** Called once by the first script, with what kept it from reading the form, if anything did. */
export const attach = (session: Session, trouble: TroubleCode | null): Controls => {
  if (byId('pseudonym') && !session.read().pseudonym) draw(session)
  byId('redraw')?.addEventListener('click', event => event.isTrusted && draw(session))
  for (const question of questionsOf(session.questions)) {
    const box = question.querySelector('textarea')
    box?.addEventListener('change', () => {
      hint(question, box).catch(() => {})
    })
  }
  const { show: instead, restart } = actions(session)
  byId('forget')?.replaceChildren(forgetNodes(session, false, instead, restart))
  follow(session)
  restore(session, trouble)
  loadWording().catch(() => {})
  return { look: () => void look(session, false).catch(failing(session)) }
}
