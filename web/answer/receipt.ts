/** After it is stored: what was stored, the receipt, how to check it, how to change it, how to forget it. */
import { receipt, troubles, unsent } from '../../functions/domain/words/en.ts'
import { button, type Child, el } from '../kit/plain/dom.ts'
import { shortMoment } from './facts.ts'
import { forget, type KeptBallot, keptNames, keyOf } from './keep.ts'
import { checkReceipt } from './receipts.ts'
import { storedNodes } from './review.ts'
import type { Session } from './session.ts'
import { leave, storageOf } from './source.ts'
import { codeOf, type TroubleCode } from './trouble.ts'
import { unreadKey } from './unread.ts'

const known: Readonly<Record<string, readonly [title: string, todo: string]>> = troubles

/** Title and what to do, for whatever stands in the way. */
export const troubleWords = (code: TroubleCode): readonly [string, string] => known[code] ?? troubles.internal

const check = (session: Session, serial: string): Child => {
  const result = el('p', { role: 'status' })
  const look = async (): Promise<void> => {
    const found = await checkReceipt(session.participant, serial)
    result.textContent = { counted: receipt.counted, not_yet: receipt.notYet, missing: receipt.missing }[found]
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
): HTMLElement => {
  const { place, participant } = session
  const clear = (): void => {
    const keys = [...keptNames.map(name => keyOf(place, name)), unreadKey(place)]
    const kept = keys.map(key => [key, participant.storage.getItem(key)] as const)
    for (const name of keptNames) forget(participant.storage, place, name)
    participant.storage.removeItem(unreadKey(place))
    leave(storageOf('sessionStorage'))
    show([
      el('h2', { tabindex: '-1' }, receipt.forgotten),
      button(receipt.undo, '', () => {
        for (const [key, value] of kept) if (value !== null) participant.storage.setItem(key, value)
        restart()
      }),
    ])
  }
  const area = el('div', { class: 'forget' })
  const ask = (): void => {
    area.replaceChildren(
      el('p', {}, sent ? receipt.forgetText : receipt.forgetUnsent),
      el('div', { class: 'row' }, button(receipt.forgetConfirm, 'danger', clear), button(receipt.keep, '', idle)),
    )
    area.querySelector('button')?.focus()
  }
  const idle = (): void => area.replaceChildren(button(receipt.forget, '', ask))
  idle()
  return area
}

const receiptSection = (session: Session, serial: string, checkable = true): Child =>
  el(
    'section',
    { class: 'receipt', 'aria-labelledby': 'serial' },
    el('h3', { id: 'serial' }, receipt.serial),
    el('p', {}, el('code', {}, serial)),
    el('p', { class: 'note' }, receipt.serialText),
    el('p', { class: 'note' }, el('a', { href: `/api/receipts/${session.participant.link.surveyId}` }, receipt.list)),
    checkable ? check(session, serial) : null,
  )

export interface ReceiptActions {
  readonly edit: () => void
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

export const receiptNodes = (session: Session, cast: KeptBallot, actions: ReceiptActions): Child[] => {
  const { form } = session
  const until = form ? el('span', { class: 'note' }, receipt.editText(shortMoment(form.closesAt))) : null
  return [
    el('h2', { tabindex: '-1' }, receipt.title),
    el('p', {}, receipt.lead),
    receiptSection(session, cast.receipt ?? ''),
    el('div', { class: 'row' }, button(receipt.edit, '', actions.edit), until),
    el('h3', {}, receipt.stored),
    ...storedNodes(cast.content, form?.sealedBytes ?? 0),
    foot(session, true, actions),
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
  const written = Object.keys(content.answers).length > 0
  const lost = written && JSON.stringify(content.answers) !== JSON.stringify(cast?.content.answers)
  // What was sent to a cancelled survey is destroyed: its receipt stands for nothing.
  const counts = cast?.receipt && code === 'survey_closed' ? cast : null
  return [
    el('h2', { tabindex: '-1' }, title),
    el('p', {}, todo),
    results,
    ...(counts
      ? [
          receiptSection(session, counts.receipt ?? '', results === null),
          el('h3', {}, receipt.stored),
          ...storedNodes(counts.content, sealedBytes),
        ]
      : []),
    ...(lost ? [el('h3', {}, unsent.title), el('p', {}, unsent.text), ...storedNodes(content, sealedBytes)] : []),
    foot(session, cast !== null, actions),
  ]
}
