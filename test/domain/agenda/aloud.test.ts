import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import { shortened } from '../../../functions/domain/agenda/aloud.ts'
import { outlineOf } from '../../../functions/domain/agenda/outline.ts'
import { roomAgenda } from '../../../functions/domain/agenda/room.ts'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import type { FiledObservation, Synthesis } from '../../../functions/domain/synthesis/schema.ts'
import { agendaHtml } from '../../../functions/formats/agenda/html.ts'
import { agendaMarkdown } from '../../../functions/formats/agenda/markdown.ts'
import { facts, observations, synthesis } from './fixture.ts'

const said = (id: string, text: string, more: Partial<FiledObservation> = {}): FiledObservation => {
  const [pattern] = observations
  if (!pattern) throw new Error('the fixture has observations')
  return { ...pattern, id, text, factor: null, ...more }
}

/** Nobody says what another says: there is no theme at all. */
const lone = (all: readonly FiledObservation[], more: Partial<Synthesis> = {}): Synthesis => ({
  ...synthesis,
  themes: [],
  disagreements: [],
  conditions: [],
  proposals: [],
  strengths: [],
  vendorObservationIds: [],
  observations: [...all],
  raisedOnce: all.map(({ id }) => id),
  ...more,
})

const pileOf = (agenda: Agenda) =>
  outlineOf(agenda)
    .parts.flatMap(({ items }) => items)
    .find(({ item }) => item.kind === 'raised-once')

const pool = said('pool', 'The pool of connections ran dry while every dashboard of ours still showed green.')
const asked = said('asked', 'Why did the pool of connections not raise an alert at all that day?')
const judged = said('judged', 'Somebody should really have looked at the pool of connections before the release.', {
  flags: ['blame'],
})
const apart = said('apart', 'I would not say this aloud, the pool of connections has been nobody’s for a year.', {
  purpose: 'anything',
  pseudonym: null,
})
const unknown = said('unknown', 'Nobody told me that the release doubles the connections of each worker there is.', {
  purpose: 'missing-information',
})
const chat = said('chat', 'My coffee machine at home broke twice on that very same weekend, sadly.')

describe('what stands alone', () => {
  const agenda = layOutAgenda(lone([pool, asked, judged, apart, unknown, chat]), facts)

  test('is read under the question it answers, each with one of its own but what was given apart', () => {
    const questions = pileOf(agenda)?.topics.map(({ question }) => question) ?? []
    expect(questions.map(question => question.endsWith('?'))).toEqual([true, true, false])
    expect(new Set(questions).size).toBe(3)
  })

  test('is quoted, but what asks, judges, was given apart or is chat', () => {
    const quoted = pileOf(agenda)?.topics.flatMap(({ quotes }) => quotes.map(({ text }) => text))
    expect(quoted).toEqual([pool.text, unknown.text])
    for (const document of [agendaMarkdown(agenda), agendaHtml(agenda)])
      expect(document.split('Nobody told me that').length - 1).toBeGreaterThanOrEqual(2)
  })

  test('is not quoted any more where it is hidden', () => {
    const edits = [{ op: 'hide' as const, observationId: unknown.id, reason: 'It points at one person.' }]
    const { agenda: left } = applyEdits(agenda, edits)
    expect(JSON.stringify(left)).not.toContain('Nobody told me')
  })

  test('has more of the hour where there is no theme', () => {
    const minutesIn = (one: Agenda): number => pileOf(one)?.item.minutes ?? 0
    expect(minutesIn(agenda)).toBeGreaterThan(minutesIn(layOutAgenda(synthesis, facts)))
  })

  test('listed whole among the proposals it is not quoted once more', () => {
    const told = lone([pool, unknown], { proposals: [{ text: unknown.text, observationIds: [unknown.id] }] })
    expect(pileOf(layOutAgenda(told, facts))?.topics.flatMap(({ quotes }) => quotes.map(({ text }) => text))).toEqual([
      pool.text,
    ])
  })
})

describe('two accounts that differ, and nothing else', () => {
  const practised = said('practised', 'We had practised restores.')
  const never = said('never', 'We had never rehearsed a restore, not one in all the three years.')
  const [a, b] = [practised, never].map(({ id, text }) => ({ observationId: id, text }))
  const agenda = layOutAgenda(lone([practised, never, pool], a && b ? { disagreements: [{ a, b }] } : {}), facts)
  const headings = (one: Agenda) =>
    outlineOf(one)
      .parts.flatMap(({ items }) => items)
      .filter(({ item }) => item.kind === 'theme')
      .map(({ item }) => item.title)

  test('are headed by both, so that neither side is taken', () => {
    expect(headings(agenda)).toEqual([
      '“We had practised restores.” / “We had never rehearsed a restore, not one in …”',
    ])
  })

  test('are headed by neither on the wall', () => {
    const themes = roomAgenda(agenda).items.filter(({ kind }) => kind === 'theme')
    expect(themes.map(({ title }) => title)).toEqual(['Where accounts differ'])
  })

  test('of which one is hidden leave nothing of it in a heading', () => {
    const edits = [{ op: 'hide' as const, observationId: never.id, reason: 'It points at one person.' }]
    const { agenda: left } = applyEdits(agenda, edits)
    expect(JSON.stringify([outlineOf(left), roomAgenda(left)])).not.toContain('rehearsed')
  })

  test('take the name that the facilitator gives them', () => {
    const id = agenda.parts.flatMap(({ items }) => items).find(({ kind }) => kind === 'theme')?.id ?? ''
    const { agenda: left } = applyEdits(agenda, [{ op: 'rename', itemId: id, title: 'Restores, and practice' }])
    expect(headings(left)).toEqual(['Restores, and practice'])
  })
})

test('the first page quotes what somebody saw, with its time, and nobody’s own doing', () => {
  const doing = said('doing', 'At 14:05 I pressed the button that emptied the whole pool of connections.')
  const seeing = said(
    'seeing',
    'At 14:50 the pool of connections was dry. Then the release notes were looked for and read twice by all who were there, and by whoever else was asked that night.',
  )
  const { brief } = layOutAgenda(lone([seeing, doing]), facts)
  expect(brief.seen).toEqual({ observationId: 'seeing', text: 'At 14:50 the pool of connections was dry. …' })
})

describe('on the first page', () => {
  const dry = said('dry', 'The pool of connections ran dry at the gateway, and the dashboard stayed green.')
  const green = said('green', 'The dashboard was green while the gateway waited for a pool of connections.')
  const lamp = said('lamp', 'The release had another provider than any that staging has ever seen.')
  const { brief } = layOutAgenda(lone([dry, green, lamp]), facts)

  test('what two tell in other words is not said to be seen by one person alone', () => {
    expect(brief.alone.map(({ observationId }) => observationId)).toEqual(['lamp'])
  })

  test('it is told in people’s words, where there are few themes', () => {
    expect(brief.told?.map(({ observationId }) => observationId).toSorted()).toEqual(['dry', 'green'])
    expect(agendaMarkdown(layOutAgenda(lone([dry, green, lamp]), facts))).toContain('**In people’s words**')
  })

  test('a proposal is quoted from where it proposes', () => {
    const both = 'The pool of connections ran dry that day. We should alert on the pool before it is empty.'
    const wish = said('wish', both, { purpose: 'condition' })
    const proposal = { text: 'We should alert on the pool before it is empty.', observationIds: ['wish'] }
    const agenda = layOutAgenda(lone([dry, wish], { proposals: [proposal] }), facts)
    expect(agenda.brief.proposals).toEqual([{ observationId: 'wish', text: proposal.text }])
  })
})

test('a proposal that two make is quoted in the words of the one who is named', () => {
  const short = said('short', 'We should alert on the pool before it is empty.', { purpose: 'condition' })
  const long = said('long', 'We should alert on the pool of connections well before it is empty.', {
    purpose: 'condition',
  })
  const { brief } = layOutAgenda(
    lone([short, long, pool], { proposals: [{ text: long.text, observationIds: ['short', 'long'] }] }),
    facts,
  )
  expect(brief.proposals).toEqual([{ observationId: 'short', text: short.text }])
})

test('what is alike is read together', () => {
  const texts = [
    'The pool of connections ran dry.',
    'Nobody had the rota.',
    'A pool of dry connections again.',
    'The rota had nobody in it.',
  ]
  const agenda = layOutAgenda(lone(texts.map((text, at) => said(`s${at}`, text))), facts)
  expect(agenda.appendix.map(({ id }) => id)).toEqual(['s0', 's2', 's1', 's3'])
})

test('an item about what lay outside takes a supplier whom two name, not the question alone', () => {
  const none = { ...facts, vendor: null }
  const outside = ['Seen from the branch the handovers went smoothly.', 'The counter had no word of it.'].map(
    (text, at) => said(`outside-${at}`, text, { purpose: 'vendor' }),
  )
  const kinds = (naming: number) =>
    layOutAgenda(
      lone(outside.map((one, at): FiledObservation => ({ ...one, flags: at < naming ? ['vendor'] : [] }))),
      none,
    )
      .parts.flatMap(({ items }) => items)
      .map(({ kind }) => kind)
  expect([0, 1, 2].map(naming => kinds(naming).includes('vendor'))).toEqual([false, false, true])
})

test('a factor is told by the statements that speak of it, and by none where few speak of any', () => {
  const factorLines = (known: number) => {
    const all = [pool, unknown, chat, apart, asked, judged].map((one, at) => ({
      ...one,
      factor: at < known ? ('testing' as const) : null,
    }))
    const agenda = layOutAgenda(lone(all), { ...facts, factorTicks: [] })
    return agenda.parts.flatMap(({ items }) => items).find(({ kind }) => kind === 'factors')?.lines
  }
  expect(factorLines(2)).toEqual([expect.stringMatching(/^Testing \(statements \d, \d\)$/)])
  expect(factorLines(1)).toEqual([])
})

test('a reproach does not open what is read', () => {
  const { appendix } = layOutAgenda(lone([judged, pool]), facts)
  expect(appendix.map(({ id }) => id)).toEqual(['pool', 'judged'])
})

test('a cut takes no last word away, and falls at the end of a clause', () => {
  expect(shortened('We know that it is not yet known', 7)).toBe('We know that it is not yet known')
  expect(
    shortened('One sentence an hour to every counter, even where all it says is that we do not know it yet', 12),
  ).toBe('One sentence an hour to every counter …')
})

test('what people saw stands among the times of the incident, by its time', () => {
  const first = said('first', 'At 14:10 the pool of connections was dry.')
  const lines = layOutAgenda(lone([first]), facts)
    .parts.flatMap(({ items }) => items)
    .find(({ kind }) => kind === 'facts')?.lines
  const at = (words: string): number => lines?.findIndex(line => line.includes(words)) ?? -1
  expect([at('Started'), at('14:10'), at('Detected')]).toEqual([1, 2, 3])
})
