/** The last step: what was written, how it may be used, and the one press that seals and sends it. */
import type { BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { facts, graveTroubles, passingTroubles, review } from '../../functions/domain/words/en.ts'
import { button, byId, el } from '../kit/plain/dom.ts'
import { closingLine } from './closing.ts'
import { questionsOf } from './draft.ts'
import { tag } from './facts.ts'
import { pageHash } from './form.ts'
import type { KeptBallot } from './keep.ts'
import { isEmpty, submit } from './participant.ts'
import { loadLater, loadWording } from './loading.ts'
import { keysWhere } from './own-key.ts'
import { exactNode } from './review.ts'
import { answerRow, redrawn } from './rows.ts'
import type { Session } from './session.ts'
import { bytesLeft, charactersIn } from './texts.ts'
import { type Part, retrying } from './retrying.ts'
import { codeOf, isPassing, type TroubleCode } from './trouble.ts'
import { isUnread } from './unread.ts'

/** Fetched only where a model reads. */
declare const readingPart: Part

const loadReading = retrying<typeof import('./reading.ts')>(readingPart)

/** What would be sent now. Where a model reads, it says outright whether it may read this. */
const contentOf = ({ form, participant, place, read }: Session): BallotContent =>
  form?.isRead ? { ...read(), mayBeRead: !isUnread(participant.storage, place) } : read()

const signs = (content: BallotContent): boolean =>
  Object.values(content.answers).some(
    answer => typeof answer === 'object' && 'choice' in answer && answer.choice === 'signed',
  )

/** Seconds until a send that did not get through is tried again. */
const pauses = [5, 10, 20, 40, 60]

export interface Finish {
  /** Draws what is there to see, anew. */
  readonly draw: () => void
  /** A send of another visit was cut off: a press sends it again. */
  readonly interrupted: () => void
}

const isCommon = (code: TroubleCode): code is keyof typeof passingTroubles => code in passingTroubles
const isGrave = (code: TroubleCode): code is keyof typeof graveTroubles => code in graveTroubles

/** Title and what to do; null where it stands in place of the questions. */
const explained = async (session: Session, code: TroubleCode): Promise<readonly [string, string] | null> => {
  if (isCommon(code)) return passingTroubles[code]
  try {
    const { stop, troubleWords } = await loadLater()
    return stop(session, code) ? null : troubleWords(code)
  } catch {
    // It was refused: that has nothing to do with the connection.
    return isGrave(code) ? graveTroubles[code] : passingTroubles.internal
  }
}

export const finish = (session: Session): Finish => {
  const { questions } = session
  const alarm = el('div', { role: 'alert', class: 'alarm' })
  const status = el('p', { role: 'status', class: 'progress' })
  // Beside what is said aloud: nobody wants every second read out.
  const countdown = el('p', { class: 'progress', id: 'countdown' })
  const rows = el('section', { 'aria-labelledby': 'mine-title' })
  const offers = el('div')
  const reading = el('div')
  const exact = el('div')
  let sending = false
  let waiting: ReturnType<typeof setInterval> | undefined
  let failed = 0

  const signature = questions.querySelector<HTMLInputElement>('#signature')
  const saySignature = (text: string): void => {
    const wrong = byId('signature-wrong')
    if (wrong && wrong.textContent !== text) wrong.textContent = text
    if (text) signature?.setAttribute('aria-invalid', 'true')
    else signature?.removeAttribute('aria-invalid')
  }

  const drawExact = (): void => {
    exact.replaceChildren(exactNode(contentOf(session), session.form?.sealedBytes ?? 0) ?? '')
  }
  const drawSigning = (): void => {
    const content = contentOf(session)
    const isForAll = questions.querySelector<HTMLInputElement>('input[value=signed]')?.checked
    byId('sign')?.toggleAttribute('hidden', !signs(content) && !isForAll)
    if (!signs(content) || content.signature) saySignature('')
    const wasOpen = exact.querySelector('details')?.open ?? false
    drawExact()
    exact.querySelector('details')?.toggleAttribute('open', wasOpen)
  }
  const drawRows = (): void => {
    const content = contentOf(session)
    const ask = (): void =>
      void loadWording().then(
        ({ askHere }) => askHere(session, rows, drawRows),
        () => {},
      )
    const written = questionsOf(questions).flatMap(question => answerRow(session, content, question, ask))
    redrawn(
      rows,
      el('h3', { id: 'mine-title' }, review.mine),
      written.length > 0
        ? el('ul', { class: 'answers' }, ...written)
        : el('p', { class: 'note', id: 'nothing' }, review.empty),
    )
    drawSigning()
    ask()
  }
  const drawOffers = async (): Promise<void> => {
    const { nameOffer } = await loadWording()
    const offer = nameOffer(session, () => {
      session.settle()
      draw()
      const again = byId('names') ?? byId('mine-title')
      again?.setAttribute('tabindex', '-1')
      again?.focus()
    })
    redrawn(offers, ...offer)
  }
  const drawReading = async (): Promise<void> => {
    if (!session.form?.isRead || reading.hasChildNodes()) return
    const { readingChoice } = await loadReading()
    reading.replaceChildren(readingChoice(session.participant.storage, session.place, drawExact))
  }
  const alarmed = ([title, todo]: readonly [string, string]): void =>
    alarm.replaceChildren(el('strong', {}, title), el('p', {}, todo))
  const offline = (): void => alarmed(passingTroubles.offline)
  const draw = (): void => {
    drawRows()
    drawOffers().catch(offline)
    drawReading().catch(offline)
  }

  /** What keeps it from being sent, said where it can be mended; false where nothing does. */
  const obstructed = (content: BallotContent): boolean => {
    const left = bytesLeft(content, session.form?.sealedBytes ?? 0)
    const say = (text: string): boolean => {
      alarm.replaceChildren(el('p', {}, text))
      return true
    }
    if (isEmpty(content)) return say(review.empty)
    if (session.form && left < 0) {
      const longest = questionsOf(questions).map(question => question.querySelector('textarea')?.value ?? '')
      const text = longest.reduce((one, other) => (other.length > one.length ? other : one), '')
      return say(facts.over(charactersIn(left, text).toLocaleString(tag())))
    }
    if (!signs(content) || content.signature) return false
    byId('sign')?.removeAttribute('hidden')
    saySignature(review.signatureMissing)
    signature?.focus()
    return true
  }

  const rest = (): void => {
    clearInterval(waiting)
    waiting = undefined
    countdown.textContent = ''
  }
  /** The same press goes on: it is tried again as long as the page is open, and at once when the network is back. */
  const retry = (): void => {
    let seconds = pauses[Math.min(failed, pauses.length - 1)] ?? 60
    failed += 1
    const tick = (): void => {
      countdown.textContent = review.waiting(seconds)
      if (seconds === 0) press()
      seconds -= 1
    }
    rest()
    status.textContent = review.retried
    tick()
    waiting = setInterval(tick, 1000)
  }

  /** It counts, whether or not what says more of it can be fetched. */
  const done = async (cast: KeptBallot): Promise<void> => {
    try {
      ;(await loadLater()).showReceipt(session, cast)
    } catch {
      status.textContent = facts.sent
    }
  }

  const send = async (): Promise<void> => {
    sending = true
    rest()
    sendButton.setAttribute('aria-disabled', 'true')
    alarm.replaceChildren()
    status.textContent = review.progress.pass
    try {
      if (!session.form) await session.refresh()
      if (!session.form) return
      const content = contentOf(session)
      // How much fits is known only now.
      if (obstructed(content)) {
        status.textContent = ''
        return
      }
      const keys = keysWhere(session.isKept())
      const cast = await submit({ ...session.participant, pageHash, keys }, session.form, content, step => {
        status.textContent = review.progress[step]
      })
      status.textContent = ''
      failed = 0
      if (!session.isForgotten()) await done(cast)
    } catch (error) {
      const code = codeOf(error)
      status.textContent = ''
      const said = session.isForgotten() ? null : await explained(session, code)
      if (said === null) return
      alarmed(said)
      if (!isPassing(code)) return
      sendButton.textContent = review.again
      retry()
    } finally {
      sending = false
      sendButton.removeAttribute('aria-disabled')
    }
  }
  const press = (): void => {
    rest()
    if (sending || session.isForgotten()) return
    if (obstructed(contentOf(session))) status.textContent = ''
    else void send()
  }
  const sendButton = button(review.send, 'main', press)
  addEventListener('online', () => waiting !== undefined && press())
  questions.addEventListener('input', () => {
    // Whoever goes on writing presses again.
    rest()
    status.textContent = ''
    alarm.replaceChildren()
    sendButton.textContent = review.send
    // No word is written there, only how words may be used.
    if (!byId('use')?.hidden) drawSigning()
  })

  byId('mine')?.replaceChildren(offers, rows, reading, exact)
  sendButton.id = 'go-send'
  sendButton.hidden = byId('use')?.hidden ?? true
  byId('send')?.replaceChildren(closingLine(session), alarm, status, countdown)
  byId('next')?.after(sendButton)
  return {
    draw,
    interrupted: () => {
      status.textContent = review.interrupted
    },
  }
}
