/** The lines at the head of the page: who asks, about which incident or quarter, sealed until when; and the terms. */
import type { Form, PageNames } from '../../functions/domain/ballot/ballot.ts'
import { languageOf, tagOf } from '../../functions/domain/language/language.ts'
import { facts, known, pulseFacts } from '../../functions/domain/words/en.ts'

const element = (id: string): HTMLElement | null => document.querySelector<HTMLElement>(`#${id}`)

const put = (id: string, text: string): void => {
  const target = element(id)
  if (target) target.textContent = text
}

/** How this page's language writes days and numbers. */
export const tag = (): string => tagOf(languageOf(document.documentElement.lang))

const written = (instant: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(tag(), options).format(new Date(instant))

const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
const time = { hour: '2-digit', minute: '2-digit' } as const

/** In the reader's own zone. */
export const shortMoment = (instant: string): string => written(instant, { ...day, ...time })

/** Where clocks of the meeting's zone show something else; empty where they don't, or the zone is not known here. */
const elsewhere = (instant: string, zone: string): string => {
  try {
    const there = { ...day, ...time, timeZone: zone }
    if (written(instant, there) === shortMoment(instant)) return ''
    const isSameDay = written(instant, { ...day, timeZone: zone }) === written(instant, day)
    const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
    return known.elsewhere(written(instant, isSameDay ? { ...time, timeZone: zone } : there), city)
  } catch {
    return ''
  }
}

const zoneName = (instant: string): string =>
  written(instant, { ...time, timeZoneName: 'short' }).replace(/^[\d:.\s]+/, '')

/** How long is left, in the page's words. */
export const untilClose = (closesAt: string, now: number): string => {
  const left = Date.parse(closesAt) - now
  if (left <= 0) return known.closed
  const minutes = Math.floor(left / 60_000)
  return known.closesIn(Math.floor(minutes / 60), minutes % 60)
}

/** A title's place has one height: set smaller, step by step, until it fits; it grows for what is longest, and later. */
const showTitle = (title: string): void => {
  const place = element('title')
  if (!place) return
  place.textContent = title
  for (const size of ['', 'long', 'longer', 'longest']) {
    place.setAttribute('class', size)
    if (place.scrollHeight <= place.clientHeight) break
  }
  place.classList.add('set')
}

export const titleOf = ({ kind, title }: Pick<Form, 'kind' | 'title'>): string =>
  kind === 'pulse' ? pulseFacts.title(title) : title

/** Among whom one counts in a pulse. */
const groupOf = ({ cohorts }: Form, cohort: string): string => {
  const own = cohorts.find(({ id }) => id === cohort)
  return cohorts.length > 1 && own?.label ? pulseFacts.group(own.label, own.invited ?? 0) : pulseFacts.whole
}

/** Of a bare day, YYYY-MM-DD, which is the same day in every zone. */
export const longDay = (date: string): string =>
  written(date, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

export const listOf = (names: readonly string[]): string =>
  new Intl.ListFormat(tag(), { type: 'conjunction' }).format(names)

/** All of them, or the first with how many others: the whole list stands further down. */
export const shortList = (names: readonly string[]): string => {
  const [first = ''] = names
  if (names.length > 2) return known.andOthers(first, names.length - 1)
  return listOf(names)
}

const showWho = ({ invited, meetingAt }: Form, readers: readonly string[]): void => {
  const who = element('who')
  const [asks] = readers
  if (!who || !asks) return
  const name = document.createElement('b')
  name.textContent = asks
  who.replaceChildren(name, known.asks(invited - 1) + (meetingAt ? known.before(shortMoment(meetingAt)) : ''))
}

/** `cohort` is the link's. */
export const showFacts = (form: Form, cohort: string, names: PageNames | null, now: number): void => {
  const title = titleOf(form)
  const readers = names?.readers ?? []
  showTitle(title)
  document.title = title + facts.product
  put('sealed', known.sealed(shortMoment(form.closesAt) + elsewhere(form.closesAt, form.zone)))
  if (form.kind === 'pre-meeting') {
    showWho(form, readers)
    if (readers.length > 0) put('then', known.reads(shortList(readers), readers.length > 1))
  }
  for (const [id, instant] of Object.entries({ meeting: form.meetingAt, closes: form.closesAt })) {
    put(id, instant ? shortMoment(instant) + elsewhere(instant, form.zone) : '–')
  }
  put('meeting-more', form.meetingAt ? `${known.yourTime}, ${zoneName(form.meetingAt)}` : ' ')
  put('closes-more', untilClose(form.closesAt, now))
  const happened = form.startedOn
    ? written(form.startedOn, { ...day, timeZone: 'UTC' })
    : form.startedAt && written(form.startedAt, day)
  put('happened', happened ?? '–')
  put('invited', known.invited(form.invited))
  put('group', groupOf(form, cohort))
  put('minimum', pulseFacts.minimum(form.groupMinimum ?? 0))
  element('said')?.toggleAttribute('hidden', !form.replied)
  put('readers', readers.join(', ') || known.readersUnknown)
  const terms = form.termsByLanguage[document.documentElement.lang] ?? form.terms
  put('terms', terms?.text ?? '')
  put('hash', terms?.hash ?? '')
}
