/** What becomes of something that is sent around the close: said beside the button, and after a reload. */
import type { Form } from '../../functions/domain/ballot/ballot.ts'
import { graceMilliseconds } from '../../functions/domain/ballot/texts.ts'
import { closing } from '../../functions/domain/words/en.ts'
import { el } from '../kit/plain/dom.ts'
import { shortMoment } from './facts.ts'
import { recall } from './keep.ts'
import type { Session } from './session.ts'

const graceEnds = ({ closesAt }: Form): number => Date.parse(closesAt) + graceMilliseconds

export const begunText = (form: Form): string => closing.begun(shortMoment(new Date(graceEnds(form)).toISOString()))

/** By the clock of the device, as all times on the page; the server decides. */
const closingText = ({ participant, place }: Session, form: Form): string => {
  if (Date.now() < Date.parse(form.closesAt)) return closing.ahead(shortMoment(form.closesAt))
  const hasPass = Boolean(recall(participant.storage, place, 'pass')?.signature)
  return hasPass && Date.now() < graceEnds(form) ? begunText(form) : closing.late
}

export const closingLine = (session: Session): HTMLElement => {
  const line = el('p', { class: 'note', id: 'closing' })
  const say = (): void => {
    const text = session.form ? closingText(session, session.form) : ''
    if (line.textContent !== text) line.textContent = text
  }
  say()
  setInterval(say, 10_000)
  return line
}
