/** Fetched when it is asked for: whom one is counted among, opened with what the link alone holds. */
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import {
  type Batch,
  type Before,
  type Counted,
  countedAmong,
  type CountedAmong,
  labelOf,
  type ListedPerson,
  type Earlier,
  type ListEntry,
  type Together,
} from '../../functions/domain/ballot/cohort-list.ts'
import type { Link } from '../../functions/domain/ballot/link.ts'
import { encapsulationBytes, listAbout, listInfo } from '../../functions/domain/ballot/texts.ts'
import { among } from '../../functions/domain/words/en.ts'
import { fromBase64url, utf8 } from '../kit/plain/bytes.ts'
import { button, type Child, el } from '../kit/plain/dom.ts'
import { type Guard, list, nullable, number, object, oneOf, optional, parsed, text } from '../kit/plain/shape.ts'
import { longDay, listOf } from './facts.ts'
import { call, type Participant } from './form.ts'
import { Trouble } from './trouble.ts'

const isAnswer = object({ entries: list(text) })
const isCounted: Guard<Counted> = object({
  id: text,
  name: text,
  email: text,
  placed: optional(object({ by: text, at: text })),
  joined: optional(oneOf([true])),
})
const isEarlier: Guard<Earlier> = object({ count: number, by: list(text) })
const isTogether: Guard<Together> = object({
  label: nullable(text),
  total: number,
  here: number,
  elsewhere: number,
  gone: number,
  hands: list(object({ by: text, day: text, count: number })),
  earlier: isEarlier,
})
const isBefore: Guard<Before> = object({ day: text, fresh: number, together: list(isTogether) })
const isEntry: Guard<ListEntry> = object({
  people: list(isCounted),
  more: number,
  batches: list(object({ by: text, day: text, count: number, first: list(text) })),
  gone: list(text),
  withdrawn: list(text),
  earlier: optional(isEarlier),
  before: optional(nullable(isBefore)),
})

/** Null for an entry that does not open, or is none. */
const openerOf = async ({ surveyId, cohort, namesKey }: Link) => {
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
  const { privateKey } = await suite.kem.deriveKeyPair(fromBase64url(namesKey ?? '').buffer)
  return async (sealed: string): Promise<ListEntry | null> => {
    try {
      const bytes = fromBase64url(sealed)
      const recipient = await suite.createRecipientContext({
        recipientKey: privateKey,
        enc: bytes.slice(0, encapsulationBytes).buffer,
        info: utf8(listInfo(surveyId, cohort)).buffer,
      })
      const plain = await recipient.open(bytes.slice(encapsulationBytes).buffer, utf8(listAbout).buffer)
      return parsed(isEntry, new TextDecoder().decode(plain))
    } catch {
      return null
    }
  }
}

interface Read extends CountedAmong {
  /** Something of it could not be opened, or is missing. */
  readonly isPartial: boolean
}

/**
 * `invited` is how many are counted together by the form, which was read before: more may have come since, never fewer.
 * Refuses as `call`, and `try_again` for what is no list.
 */
export const readAmong = async (
  participant: Pick<Participant, 'fetch' | 'site' | 'link'>,
  invited: number,
): Promise<Read> => {
  const { surveyId, cohort } = participant.link
  const answer = await call(participant, 'GET', `/api/surveys/${surveyId}/cohorts/${cohort}/list`)
  if (!isAnswer(answer)) throw new Trouble('try_again')
  const open = await openerOf(participant.link)
  const entries = await Promise.all(answer.entries.map(open))
  const read = entries.filter(entry => entry !== null)
  if (read.length === 0) throw new Trouble('try_again')
  const counted = countedAmong(read)
  return { ...counted, isPartial: read.length < entries.length || counted.total < invited }
}

const batchText = ({ by, day, count, first }: Batch): string => {
  const who = count > first.length ? among.batch(count, listOf(first)) : listOf(first)
  return among.added(who, count, by, longDay(day))
}

const itemsOf = (sentences: readonly string[], { count, by }: Earlier): HTMLElement =>
  el(
    'ul',
    {},
    ...[...sentences, ...(count > 0 ? [among.earlier(count, listOf(by))] : [])].map(each => el('li', {}, each)),
  )

const historyOf = ({ batches, earlier, total, notRecorded }: CountedAmong): Child[] => {
  const [only, ...others] = batches
  if (!only) return [el('p', {}, among.notRecorded)]
  if (others.length === 0 && only.count === total) return [el('p', {}, among.all(only.by, longDay(only.day)))]
  return [
    el('h4', {}, among.history),
    itemsOf(batches.map(batchText), earlier),
    notRecorded ? el('p', { class: 'note' }, among.notRecordedOf(notRecorded)) : null,
  ]
}

const togetherNode = (each: Together): HTMLElement => {
  const put = each.hands.map(({ by, day, count }) => among.moved(count, by, longDay(day)))
  return el('li', {}, among.together(each), put.length > 0 ? itemsOf(put, each.earlier) : null)
}

const beforeOf = ({ before }: CountedAmong): Child[] => {
  if (before === undefined) return []
  if (before === null) return [el('p', { class: 'note' }, among.noBefore)]
  const { day, fresh, together } = before
  return [
    el('h4', {}, among.before(longDay(day))),
    together.length > 0 ? el('ul', {}, ...together.map(togetherNode)) : el('p', {}, among.unchanged),
    fresh > 0 ? el('p', {}, among.fresh(fresh)) : null,
    together.some(({ gone }) => gone > 0) ? el('p', { class: 'note' }, among.removed) : null,
  ]
}

const personNode = (person: ListedPerson): HTMLElement =>
  el(
    'li',
    {},
    labelOf(person),
    person.isWithdrawn ? el('span', { class: 'note' }, ` (${among.withdrawn})`) : null,
    person.joined ? el('span', { class: 'note' }, ` (${among.joined})`) : null,
    person.isInstead ? el('span', { class: 'note' }, ` (${among.instead})`) : null,
  )

const nodes = (read: Read): Child[] => [
  el('p', {}, among.total(read.total)),
  read.people
    ? el('ul', {}, ...read.people.toSorted((one, other) => labelOf(one).localeCompare(labelOf(other))).map(personNode))
    : el('p', { class: 'note' }, among.tooMany),
  read.isPartial ? el('p', { class: 'alarm' }, among.partly) : null,
  ...historyOf(read),
  ...beforeOf(read),
  el('p', { class: 'note' }, among.why),
]

/** Fills `place`, anew each time: whoever was added a minute ago stands there too. */
export const showAmong = async (place: HTMLElement, participant: Participant, invited: number): Promise<void> => {
  if (!place.hasChildNodes()) place.replaceChildren(el('p', { role: 'status' }, among.reading))
  try {
    const shown = nodes(await readAmong(participant, invited))
    place.replaceChildren(...shown.filter(node => node !== null))
  } catch {
    const again = button(among.again, 'small', () => void showAmong(place, participant, invited))
    place.replaceChildren(el('p', { class: 'alarm', role: 'alert' }, among.failed), again)
  }
}
