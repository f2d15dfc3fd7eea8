/** After it is stored: what was stored, the receipt, how to check it, how to change it, how to forget it. */
import {
  care,
  contested,
  passingTroubles,
  receipt,
  stopped,
  troubles,
  unsent,
} from '../../functions/domain/words/en.ts'
import { button, type Child, el } from '../kit/plain/dom.ts'
import { shortList, shortMoment } from './facts.ts'
import { forget, type KeptBallot, keptNames, keyOf } from './keep.ts'
import { keysWhere, takenKey } from './own-key.ts'
import { contest } from './participant.ts'
import { checkReceipt } from './receipts.ts'
import { storedNodes } from './review.ts'
import type { Session } from './session.ts'
import { dropSignedIn } from './signed-in.ts'
import { leave, storageOf } from './source.ts'
import { codeOf, type TroubleCode } from './trouble.ts'
import { unreadKey } from './unread.ts'

const known: Readonly<Record<string, readonly [title: string, todo: string]>> = { ...troubles, ...passingTroubles }

/** Title and what to do, for whatever stands in the way. */
export const troubleWords = (code: TroubleCode): readonly [string, string] => known[code] ?? passingTroubles.internal

const check = (session: Session, cast: KeptBallot): Child => {
  const result = el('p', { role: 'status' })
  const look = async (): Promise<void> => {
    const found = await checkReceipt(session.participant, cast)
    const { counted, notYet, missing, altered } = receipt
    result.textContent = { counted, not_yet: notYet, missing, altered }[found]
  }
  const press = button(receipt.check, '', () => {
    result.textContent = '…'
    look().catch((error: unknown) => {
      result.textContent = troubleWords(codeOf(error)).join('. ')
    })
  })
  return el('div', { class: 'check' }, press, result)
}

/** Asks once more, then clears this browser; Undo puts everything back as long as the page is open. */
export const forgetNodes = (
  session: Session,
  sent: boolean,
  show: (nodes: readonly Child[]) => void,
  restart: () => void,
  /** It was pressed already, where its button stood alone. */
  asked = false,
): HTMLElement => {
  const { place, participant } = session
  const clear = (): void => {
    const keys = [...keptNames.map(name => keyOf(place, name)), unreadKey(place)]
    const kept = keys.map(key => [key, participant.storage.getItem(key)] as const)
    for (const name of keptNames) forget(participant.storage, place, name)
    participant.storage.removeItem(unreadKey(place))
    leave(storageOf('sessionStorage'))
    // Where nothing can be kept, the link stands there.
    const { href } = location
    history.replaceState(null, '', location.pathname)
    dropSignedIn(participant.tab)
    void takenKey(place).then(putBack =>
      show([
        el('h2', { tabindex: '-1' }, receipt.forgotten),
        button(receipt.undo, '', () => {
          history.replaceState(null, '', href)
          for (const [key, value] of kept) if (value !== null) participant.storage.setItem(key, value)
          void putBack().then(restart)
        }),
      ]),
    )
  }
  const area = el('div', { class: 'forget' })
  const ask = (): void => {
    area.replaceChildren(
      el('p', {}, sent ? receipt.forgetText : receipt.forgetUnsent),
      el('div', { class: 'row' }, button(receipt.forgetConfirm, 'danger', clear), button(receipt.keep, '', idle)),
    )
    area.querySelector('button')?.focus()
  }
  const idle = (): void => area.replaceChildren(button(receipt.forget, 'link', ask))
  if (asked) ask()
  else idle()
  return area
}

const receiptSection = (session: Session, cast: KeptBallot, checkable = true): Child =>
  el(
    'section',
    { class: 'receipt', 'aria-labelledby': 'serial' },
    el('h3', { id: 'serial' }, receipt.serial),
    el('p', {}, el('code', {}, cast.receipt ?? '')),
    el('p', {}, el('code', {}, cast.digest)),
    el('p', { class: 'note' }, receipt.serialText),
    el('p', { class: 'note' }, el('a', { href: `/api/receipts/${session.participant.link.surveyId}` }, receipt.list)),
    el('p', { class: 'note' }, el('a', { href: `/api/trace/${session.participant.link.surveyId}` }, receipt.trace)),
    checkable ? check(session, cast) : null,
    ...(cast.page
      ? [
          el('h4', {}, receipt.page),
          el('p', {}, el('code', {}, cast.page)),
          el('p', { class: 'note' }, receipt.pageText, ' ', el('a', { href: '/hashes.txt' }, receipt.pageList)),
        ]
      : []),
  )

export interface ReceiptActions {
  readonly edit: () => void
  /** To the last step, where it can be sent. */
  readonly finish: () => void
  readonly show: (nodes: readonly Child[]) => void
  readonly restart: () => void
}

const foot = (session: Session, sent: boolean, { show, restart }: ReceiptActions): Child =>
  el(
    'div',
    { class: 'row foot' },
    button(receipt.print, '', () => print()),
    forgetNodes(session, sent, show, restart),
  )

/** When, in bold, and what happens then. */
const moment = (when: string | null, what: string): HTMLElement =>
  el('li', {}, when ? el('b', {}, when) : null, el('p', {}, what))

/** As everywhere, it is promised for a quarter of an hour after the close. */
const agendaAt = (closesAt: string): string => new Date(Date.parse(closesAt) + 15 * 60_000).toISOString()

const nextSteps = ({ form, names }: Session): Child => {
  if (!form) return null
  const { close, read, readers, meeting, after, record, pulse } = receipt.steps
  const closing = moment(shortMoment(form.closesAt), close)
  const following =
    form.kind === 'pulse'
      ? [moment(receipt.steps.after, pulse)]
      : [
          moment(
            shortMoment(agendaAt(form.closesAt)),
            read(names?.readers.length ? shortList(names.readers) : readers),
          ),
          form.meetingAt ? moment(shortMoment(form.meetingAt), meeting) : null,
          moment(after, record),
        ]
  return el(
    'section',
    { 'aria-labelledby': 'next-steps' },
    el('h3', { id: 'next-steps' }, receipt.next),
    el('ol', { class: 'thread' }, closing, ...following),
  )
}

const help = ({ form, names }: Session): Child => {
  if (form?.kind === 'pulse') return null
  const [facilitator] = names?.readers ?? []
  return el(
    'section',
    { class: 'offer', 'aria-labelledby': 'company' },
    el('h3', { id: 'company' }, receipt.help),
    el('p', {}, receipt.helpText),
    el('p', {}, care.support),
    facilitator ? el('p', {}, receipt.helpWrite(facilitator)) : null,
  )
}

/** Whether something is written here that the server does not have. */
const isUnsent = (session: Session, cast: KeptBallot | null): boolean => {
  const { answers } = session.read()
  return Object.keys(answers).length > 0 && JSON.stringify(answers) !== JSON.stringify(cast?.content.answers)
}

/** What was sent counts; what was changed since, and not sent, does not. */
const changedNode = (session: Session, cast: KeptBallot, { finish }: ReceiptActions): Child =>
  isUnsent(session, cast)
    ? el('div', { class: 'alarm' }, el('p', {}, receipt.changed), button(receipt.sendChanged, 'main', finish))
    : null

export const receiptNodes = (session: Session, cast: KeptBallot, actions: ReceiptActions): Child[] => {
  const { form } = session
  const closes = form ? shortMoment(form.closesAt) : ''
  return [
    el('h2', { tabindex: '-1' }, receipt.title),
    el('p', { class: 'lead' }, session.isKept() ? receipt.lead(closes) : receipt.leadUnkept),
    changedNode(session, cast, actions),
    nextSteps(session),
    help(session),
    el('div', { class: 'row' }, button(receipt.edit, '', actions.edit)),
    el(
      'details',
      { class: 'proof' },
      el('summary', {}, receipt.proof),
      receiptSection(session, cast),
      el('h3', {}, receipt.stored),
      ...storedNodes(cast.content, form?.sealedBytes ?? 0),
    ),
    foot(session, true, actions),
  ]
}

/** For whoever finds their link used, and not by themselves. */
const contestNode = ({ form, participant, isKept }: Session, restart: () => void): Child => {
  if (!form) return null
  const status = el('p', { role: 'status', tabindex: '-1' })
  const say = async (): Promise<void> => {
    if (!(await contest({ ...participant, keys: keysWhere(isKept()) }, form))) restart()
    status.textContent = contested.done
    // What had the focus is gone.
    status.focus()
    press.hidden = true
  }
  const press = button(contested.press, '', () => {
    status.textContent = '…'
    say().catch((error: unknown) => {
      const code = codeOf(error)
      // The page asks for another one.
      if (code === 'sign_in_needed') restart()
      else status.textContent = troubleWords(code).join('. ')
    })
  })
  return el(
    'section',
    { class: 'contest', 'aria-labelledby': 'contest-title' },
    el('h3', { id: 'contest-title' }, contested.title),
    el('p', {}, contested.text[form.kind]),
    press,
    status,
  )
}

/** As far as this device knows of it: what can still be done. */
const instead = ({ form, names }: Session, code: TroubleCode): Child[] => {
  if (code !== 'survey_closed' && code !== 'survey_cancelled') return []
  const [facilitator] = names?.readers ?? []
  const isAhead = code === 'survey_closed' && form?.meetingAt && Date.parse(form.meetingAt) > Date.now()
  return [
    isAhead && form?.meetingAt ? el('p', {}, stopped.meeting(shortMoment(form.meetingAt))) : null,
    facilitator ? el('p', {}, stopped.write(facilitator)) : null,
  ]
}

/** Nothing more can be sent: why, what to do, what was written and not sent, and the receipt of what was. */
export const stoppedNodes = (
  session: Session,
  code: TroubleCode,
  cast: KeptBallot | null,
  actions: ReceiptActions,
  /** What has been published since. */
  results: Child = null,
): Child[] => {
  const [title, todo] = troubleWords(code)
  const content = session.read()
  const sealedBytes = session.form?.sealedBytes ?? 0
  const lost = isUnsent(session, cast)
  // What was sent to a cancelled survey is destroyed: its receipt stands for nothing.
  const counts = cast?.receipt && code === 'survey_closed' ? cast : null
  return [
    el('h2', { tabindex: '-1' }, title),
    el('p', {}, todo),
    ...instead(session, code),
    code === 'pass_already_issued' ? contestNode(session, actions.restart) : null,
    results,
    ...(counts
      ? [
          receiptSection(session, counts, results === null),
          el('h3', {}, receipt.stored),
          ...storedNodes(counts.content, sealedBytes),
        ]
      : []),
    ...(lost ? [el('h3', {}, unsent.title), el('p', {}, unsent.text), ...storedNodes(content, sealedBytes)] : []),
    foot(session, cast !== null, actions),
  ]
}
