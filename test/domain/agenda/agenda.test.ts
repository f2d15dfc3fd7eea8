import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { withLive } from '../../../functions/domain/agenda/live.ts'
import { type AgendaFacts, agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import type { Synthesis } from '../../../functions/domain/synthesis/schema.ts'
import { anyFacts, anySynthesis } from './arbitrary.ts'
import { facts, observations, synthesis } from './fixture.ts'
import { expectWhole, item, itemsOf } from './laws.ts'

const withheld = (counted: number): AgendaFacts => ({
  ...facts,
  takenPart: { counted, invited: 9 },
  withheld: { reason: 'too_few_ballots', count: counted },
})

const manyThemes = (count: number) => {
  const extra = Array.from({ length: count }, (_, index) => ({
    id: `extra-${index}`,
    title: `Extra theme ${index}`,
    voices: 2,
    apart: 0,
    quotes: [],
    observationIds: [`left-${index}`, `right-${index}`],
  }))
  const texts = extra.flatMap(theme => theme.observationIds)
  const [pattern] = observations
  if (!pattern) throw new Error('the fixture has observations')
  return {
    ...synthesis,
    themes: [...synthesis.themes, ...extra],
    observations: [...observations, ...texts.map(id => ({ ...pattern, id, text: `Said as ${id}` }))],
  }
}

describe('the law of the agenda', () => {
  test('minutes add up at every length and every observation stands exactly once, whatever was said', () => {
    fc.assert(
      fc.property(anySynthesis(fc.string()), anyFacts, (said, known) => {
        const agenda = layOutAgenda(said, known)
        expect(agenda.minutes).toBe(known.durationMinutes)
        expectWhole(
          agenda,
          said.observations.map(one => one.id),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('every whole length from 15 to 480 adds up and starts no item in less than its kind can be', () => {
    for (const said of [null, synthesis, manyThemes(30)]) {
      for (let durationMinutes = 15; durationMinutes <= 480; durationMinutes += 1) {
        const agenda = layOutAgenda(said, { ...facts, durationMinutes })
        expectWhole(agenda, said?.observations.map(one => one.id) ?? [])
        const least = durationMinutes >= 45 ? 4 : 3
        const themes = itemsOf(agenda).filter(one => one.kind === 'theme')
        const timed = themes.filter(({ minutes }) => minutes > 0)
        expect(timed.length).toBeLessThanOrEqual(5)
        // What a full plan has no room for stands in one item beside it.
        const beside = themes.filter(({ minutes }) => minutes === 0).map(({ id }) => id)
        expect(beside).toEqual(beside.length > 0 && timed.length === 5 ? ['further-themes'] : [])
        const tooShort = itemsOf(agenda).filter(one => one.minutes < (one.kind === 'theme' ? least : 1))
        expect(tooShort.map(({ id }) => id)).toEqual(beside)
      }
    }
  })

  test('an observation that the synthesis placed twice or nowhere still stands once', () => {
    const first = observations[0]?.id ?? ''
    const agenda = layOutAgenda({ ...synthesis, raisedOnce: [first, 'unknown'] }, { ...facts, durationMinutes: 45 })
    expectWhole(
      agenda,
      observations.map(one => one.id),
    )
    expect(item(agenda, 'theme-2').observationIds).toContain(first)
  })

  test('the same input gives the same bytes', () => {
    expect(JSON.stringify(layOutAgenda(synthesis, facts))).toBe(JSON.stringify(layOutAgenda(synthesis, facts)))
  })
})

describe('what is spoken about first, and for how long', () => {
  test('disagreement comes first, then the theme with more voices', () => {
    const themes = itemsOf(layOutAgenda(synthesis, facts)).filter(one => one.kind === 'theme')
    expect(themes.map(one => one.id)).toEqual(['theme-2', 'theme-1', 'theme-3'])
    expect(themes[0]?.disagreement).toBe(true)
  })

  test('each theme opens with a question of its own and with words that stand in its statements', () => {
    const agenda = layOutAgenda(synthesis, facts)
    const themes = itemsOf(agenda).filter(each => each.kind === 'theme')
    const questions = themes.map(({ question }) => question)
    expect(new Set(questions).size).toBe(questions.length)
    for (const { question, quotes = [], observationIds } of themes) {
      expect(question).toMatch(/\?$/)
      expect(quotes.length).toBeGreaterThan(0)
      for (const { observationId, text } of quotes) {
        expect(observationIds).toContain(observationId)
        expect(observations.find(({ id }) => id === observationId)?.text).toContain(text)
      }
    }
  })

  test('two lone accounts that deny each other are an item of their own, and stand nowhere else', () => {
    const [a, b] = [observations[8], observations[9]]
    if (!a || !b) throw new Error('the fixture has ten observations')
    const disagreements = [{ a: { observationId: a.id, text: a.text }, b: { observationId: b.id, text: b.text } }]
    const agenda = layOutAgenda({ ...synthesis, disagreements }, facts)
    expectWhole(
      agenda,
      observations.map(one => one.id),
    )
    expect(item(agenda, 'accounts-1')).toMatchObject({ disagreement: true, observationIds: [a.id, b.id] })
    expect(item(agenda, 'raised-once').observationIds).not.toContain(a.id)
    expect(agenda.brief.differing).toHaveLength(1)
  })

  test.each([
    [['Calm Otter', 'Brisk Maple'], 2, 0],
    [['Calm Otter', null], 1, 1],
    [[null, null], null, 2],
  ] as const)(
    'of two lone accounts by %j those with a pseudonym are voices, the others given apart',
    (by, voices, apart) => {
      const names = new Map(by.map((name, index) => [observations[8 + index]?.id, name]))
      const own = observations.map(one => (names.has(one.id) ? { ...one, pseudonym: names.get(one.id) ?? null } : one))
      const [a, b] = [8, 9].map(at => ({ observationId: own[at]?.id ?? '', text: own[at]?.text ?? '' }))
      if (!a || !b) throw new Error('the fixture has ten observations')
      const agenda = layOutAgenda({ ...synthesis, observations: own, disagreements: [{ a, b }] }, facts)
      expect(item(agenda, 'accounts-1')).toMatchObject({ voices, apart })
    },
  )

  test('what stands alone stands under the question it answers', () => {
    const { topics = [] } = item(layOutAgenda(synthesis, facts), 'raised-once')
    expect(topics.map(({ title }) => title)).toEqual(['What people saw', 'What people would change'])
  })

  test.each([30, 45, 60, 90])(
    'with 33 themes in %i minutes the lesser ones share one item and keep their headings',
    minutes => {
      const said = manyThemes(30)
      const agenda = layOutAgenda(said, { ...facts, durationMinutes: minutes })
      const shared = item(agenda, 'further-themes')
      const own = itemsOf(agenda).filter(one => one.kind === 'theme' && one.id !== 'further-themes')
      expect(own.length).toBeGreaterThanOrEqual(minutes >= 60 ? 3 : minutes >= 45 ? 2 : 1)
      expect(own[0]?.id).toBe('theme-2')
      expect(shared.topics).toHaveLength(33 - own.length)
      const headings = new Set(agenda.appendix.map(entry => entry.theme))
      for (const theme of said.themes) expect(headings).toContain(theme.title)
    },
  )

  test('the theme with by far the most voices has its own item, however many with few voices disagree', () => {
    const said = manyThemes(6)
    const themes = said.themes.map(theme => ({ ...theme, voices: theme.id === 'theme-3' ? 12 : theme.voices }))
    const textOf = new Map(said.observations.map(({ id, text }) => [id, text]))
    const quote = (observationId = ''): { observationId: string; text: string } => ({
      observationId,
      text: textOf.get(observationId) ?? '',
    })
    const disagreements = themes
      .filter(({ id }) => id !== 'theme-3')
      .map(({ observationIds: [a, b] }) => ({ a: quote(a), b: quote(b) }))
    const agenda = layOutAgenda({ ...said, themes, disagreements }, { ...facts, durationMinutes: 30 })
    expect(item(agenda, 'theme-3').voices).toBe(12)
    expect(item(agenda, 'further-themes').topics).toHaveLength(8)
    const numbers = itemsOf(agenda).flatMap(one => one.observationIds)
    expect(agenda.appendix.map(entry => entry.id)).toEqual(numbers)
  })

  test.each([75, 80, 90])('of many themes in %i minutes the one with twenty voices has half as much again', minutes => {
    const said = manyThemes(6)
    const themes = said.themes.map(theme => ({ ...theme, voices: theme.id === 'theme-3' ? 20 : 2 }))
    const agenda = layOutAgenda({ ...said, themes, disagreements: [] }, { ...facts, durationMinutes: minutes })
    const others = itemsOf(agenda).filter(one => one.kind === 'theme' && one.id !== 'theme-3' && !one.topics)
    expect(others.length).toBeGreaterThanOrEqual(2)
    for (const one of others) expect(item(agenda, 'theme-3').minutes).toBeGreaterThanOrEqual(one.minutes * 1.5)
  })

  test('single voices stand in an item of their own however short the meeting is', () => {
    const agenda = layOutAgenda(manyThemes(30), { ...facts, durationMinutes: 15 })
    expect(item(agenda, 'raised-once').observationIds.toSorted()).toEqual(synthesis.raisedOnce.toSorted())
  })

  test('what was given apart is told beside the voices, never added, and what no theme took is counted', () => {
    const agenda = layOutAgenda(synthesis, facts)
    expect(item(agenda, 'theme-1')).toMatchObject({ voices: 4, observationIds: synthesis.themes[0]?.observationIds })
    expect(item(agenda, 'theme-1').lines).toEqual(['And one given apart'])
    expect(agenda.furtherThemesOnly).toBe(2)
  })

  test.each([60, 90, 180])('however many themes, a meeting of %i minutes keeps a tenth for what to change', minutes => {
    const said = manyThemes(8)
    const loud = said.themes.map(theme => ({ ...theme, voices: 40 }))
    const agenda = layOutAgenda({ ...said, themes: loud }, { ...facts, durationMinutes: minutes })
    expect(item(agenda, 'proposals').minutes).toBeGreaterThanOrEqual(minutes / 10)
    expect(item(agenda, 'factors').minutes).toBeGreaterThanOrEqual(4)
  })

  test('a condition has a minute to be rated, up to a tenth of the meeting', () => {
    const conditions = observations.slice(0, 7).map(({ id, text }) => ({ text, observationIds: [id] }))
    const agenda = layOutAgenda({ ...synthesis, conditions }, { ...facts, durationMinutes: 90 })
    expect(item(agenda, 'counterfactuals').minutes).toBeGreaterThanOrEqual(7)
  })

  test('beside each item stands what to ask when it is silent and when it turns personal', () => {
    for (const durationMinutes of [15, 25, 30, 45, 60, 90, 180])
      for (const count of [0, 2, 12]) {
        const agenda = layOutAgenda(synthesis, { ...(count < 3 ? withheld(count) : facts), durationMinutes })
        for (const { kind, notes } of itemsOf(agenda)) {
          if (kind === 'opening' || kind === 'closing') continue
          expect(notes.some(note => note.startsWith('If it is silent'))).toBe(true)
          expect(notes.some(note => note.startsWith('If it turns personal'))).toBe(true)
        }
      }
  })

  test('a meeting of two hours has a break in it', () => {
    const rested = itemsOf(layOutAgenda(synthesis, { ...facts, durationMinutes: 120 }))
    expect(rested.filter(one => one.notes.some(note => note.includes('break')))).toHaveLength(1)
  })
})

describe('Alignment and Action refer, they hold nothing', () => {
  test('the vendor section has its standing question when the incident names a vendor or a statement does', () => {
    const question = 'Given that this failure will happen again, what should the system do, and does it?'
    const silent = {
      ...synthesis,
      vendorObservationIds: [],
      observations: observations.map(one => ({ ...one, flags: [], factor: null })),
    }
    expect(item(layOutAgenda(synthesis, { ...facts, vendor: null }), 'vendor').question).toBe(question)
    expect(item(layOutAgenda(silent, facts), 'vendor').question).toBe(question)
    expect(itemsOf(layOutAgenda(silent, { ...facts, vendor: null })).map(one => one.id)).not.toContain('vendor')
  })

  test('the standing question survives the shortest meeting', () => {
    const lines = itemsOf(layOutAgenda(synthesis, { ...facts, durationMinutes: 15 })).flatMap(one => one.lines)
    expect(lines.filter(line => line.includes('what should the system do, and does it?'))).toHaveLength(1)
  })

  test('conditions, vendor and proposals refer to their statements, and are listed whole in their words', () => {
    const agenda = layOutAgenda(synthesis, facts)
    for (const id of ['counterfactuals', 'vendor', 'proposals']) {
      expect(item(agenda, id).observationIds).toEqual([])
      expect(item(agenda, id).seeAlsoIds.length).toBeGreaterThan(0)
    }
    const number = (index: number): number => agenda.appendix.findIndex(({ id }) => id === observations[index]?.id) + 1
    expect(item(agenda, 'counterfactuals').lines).toEqual([`“${observations[7]?.text ?? ''}” (statement ${number(7)})`])
    expect(item(agenda, 'proposals').lines).toEqual([`“${observations[10]?.text ?? ''}” (statement ${number(10)})`])
  })

  test('notes fit what stands there: wishes, a single statement, two topics', () => {
    const wished = {
      ...synthesis,
      proposals: [{ text: 'A limit on calls', observationIds: synthesis.themes[0]?.observationIds ?? [] }],
    }
    const notes = item(layOutAgenda(wished, facts), 'theme-1').notes.join(' ')
    expect(notes).not.toContain('in that seat')
    expect(notes).toContain('decided later')
    const alone = { ...synthesis, raisedOnce: synthesis.raisedOnce.slice(0, 1), observations: observations.slice(0, 8) }
    const single = item(layOutAgenda(alone, facts), 'raised-once')
    expect(single.observationIds).toHaveLength(1)
    expect(single.notes.join(' ')).not.toContain('these')
    const shared = item(layOutAgenda(manyThemes(12), { ...facts, durationMinutes: 60 }), 'further-themes')
    expect(shared.notes[0]).toContain('one or two')
  })

  test('open actions of earlier incidents stand with their age, the oldest first', () => {
    const lines = item(layOutAgenda(synthesis, facts), 'earlier-actions').lines
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('143 days')
    expect(lines[1]).toContain('61 days')
  })

  test('the matrix counts each observation under its theme and its factor', () => {
    const agenda = layOutAgenda(synthesis, facts)
    expect(agenda.matrix.map(row => [row.itemId, row.factors])).toEqual([
      ['theme-2', { monitoring: 2, communication: 1 }],
      ['theme-1', { vendor: 2 }],
      ['theme-3', { deployment: 2 }],
      ['raised-once', { ownership: 1, 'not classified': 1 }],
      ['raised-once', { testing: 1, safeguards: 1 }],
    ])
  })
})

describe('the first page', () => {
  const wordsOf = (value: unknown): number => JSON.stringify(value).split(/\s+/u).length

  test('it tells what happened, where accounts differ, what one saw alone and what people propose', () => {
    const { brief } = layOutAgenda(synthesis, facts)
    expect(brief.happened[0]).toContain(facts.title)
    expect(brief.matters.map(({ title, voices }) => [title, voices])).toEqual([
      ['our client waited for it', 4],
      ['The release note said nothing about `max_connections`', 2],
    ])
    expect(brief.differing).toHaveLength(1)
    expect(brief.proposals.map(({ text }) => text)).toEqual([observations[10]?.text])
  })

  test('it has at most 350 words, however much was said', () => {
    fc.assert(
      fc.property(anySynthesis(fc.lorem({ maxCount: 60 })), anyFacts, (said, known) => {
        const { happened: _, ...rest } = layOutAgenda(said, { ...known, summary: null }).brief
        const texts = Object.values(rest).flatMap(list => [list ?? []].flat().map(one => JSON.stringify(one)))
        // Ids and keys are no words of the brief, and stand in one JSON string without white space.
        expect(wordsOf(texts.join(' '))).toBeLessThanOrEqual(360)
      }),
      { numRuns: 50 },
    )
  })

  test('a statement that judges is quoted nowhere on it', () => {
    const { brief } = layOutAgenda(synthesis, facts)
    expect(JSON.stringify(brief)).not.toContain('Somebody should have checked')
  })
})

test('of what needs care the agenda holds a count and not a word', () => {
  const agenda = layOutAgenda(synthesis, facts)
  expect(agenda.care).toBe(1)
  expect(JSON.stringify(agenda)).not.toContain('hardly slept')
})

describe('with too little to show', () => {
  test.each([0, 1, 2])('at %i ballots it is an agenda with the incident, questions and the reason', count => {
    const agenda = layOutAgenda(null, withheld(count))
    expectWhole(agenda, [])
    expect(agenda.withheld).toEqual({ reason: 'too_few_ballots', count })
    expect(item(agenda, 'facts').lines.join('\n')).toContain('14:21 (19 min after the start)')
    const open = itemsOf(agenda).filter(one => one.kind === 'open-questions')
    expect(open.length).toBeGreaterThan(0)
    for (const one of open) expect(one.question).toMatch(/\?$/)
  })

  test('nothing of withheld ballots gets in, not even when it is handed over', () => {
    const words = JSON.stringify(layOutAgenda(synthesis, withheld(2)))
    for (const one of observations) expect(words).not.toContain(JSON.stringify(one.text).slice(1, -1))
    for (const theme of synthesis.themes) expect(words).not.toContain(theme.title)
    expect(words).not.toContain('ticked by')
    expect(words).not.toContain('mean 3.6')
  })

  test('without any incident times but the start it still says when it began, in the zone of the review', () => {
    const bare = { ...facts, detectedAt: null, mitigatedAt: null, resolvedAt: null, summary: null, vendor: null }
    expect(item(layOutAgenda(null, bare), 'facts').lines.join('\n')).toContain(
      '17 November 2026, 14:02 (Europe/Berlin)',
    )
  })
})

test('what the live channel brought joins the appendix, takes no minutes and is taken once', () => {
  const before = layOutAgenda(synthesis, facts)
  const added = [
    { id: 'live-1', text: 'The pager was silent here too.' },
    { id: 'live-1', text: 'The pager was silent here too.' },
  ]
  const agenda = withLive(before, added)
  expectWhole(agenda, [...observations.map(one => one.id), 'live-1'])
  expect(item(agenda, 'live')).toMatchObject({ minutes: 0, observationIds: ['live-1'] })
  expect(withLive(before, [])).toBe(before)
})

const agendaJsonSchema = (): unknown => ({ ...z.toJSONSchema(agendaSchema) })

test('the published file is the schema of the agenda', () => {
  const file = new URL('../../../functions/domain/agenda/agenda.schema.json', import.meta.url)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(agendaJsonSchema())
})

test('the published schema names every field of the contract', () => {
  const schema = JSON.stringify(agendaJsonSchema())
  for (const field of [
    'reviewId',
    'surveyId',
    'minutes',
    'parts',
    'kind',
    'title',
    'question',
    'voices',
    'observationIds',
  ]) {
    expect(schema).toContain(`"${field}"`)
  }
  for (const field of ['appendix', 'text', 'pseudonym', 'signedBy', 'theme', 'withheld', 'reason', 'count']) {
    expect(schema).toContain(`"${field}"`)
  }
})

describe('what is read aloud', () => {
  const themeItem = (said: Synthesis) =>
    layOutAgenda(said, facts)
      .parts.flatMap(({ items }) => items)
      .find(({ disagreement }) => disagreement)

  test('both sides of a dispute come before any other quote of its theme', () => {
    const [pair] = synthesis.disagreements
    const other = synthesis.observations[1]
    const themes = synthesis.themes.map(theme =>
      theme.id === 'theme-2' && other
        ? { ...theme, quotes: [{ observationId: other.id, text: other.text }, ...theme.quotes] }
        : theme,
    )
    expect(themeItem({ ...synthesis, themes })?.quotes?.slice(0, 2)).toEqual([pair?.a, pair?.b])
  })

  test('a statement that judges somebody is no side of a dispute', () => {
    const [pair] = synthesis.disagreements
    const observations = synthesis.observations.map(one =>
      one.id === pair?.b.observationId ? { ...one, flags: ['hindsight' as const] } : one,
    )
    const agenda = layOutAgenda({ ...synthesis, observations }, facts)
    expect(agenda.brief.differing).toEqual([])
    expect(agenda.differing).toEqual([])
  })

  test('of a moment told in a statement that judges somebody, nothing', () => {
    const judging = {
      ...synthesis.observations[3],
      text: 'He was told at 14:20 and slept on.',
      flags: ['blame' as const],
    }
    const observations = synthesis.observations.map(one => (one.id === judging.id ? { ...one, ...judging } : one))
    const agenda = layOutAgenda({ ...synthesis, observations }, facts)
    const lines = agenda.parts.flatMap(({ items }) => items).find(({ kind }) => kind === 'facts')?.lines ?? []
    expect(lines.join('\n')).not.toContain('slept on')
    expect(lines.join('\n')).not.toContain('14:20')
  })

  test('a large theme has its time before a small dispute', () => {
    const small = {
      ...synthesis,
      themes: synthesis.themes.map(theme => ({ ...theme, voices: theme.id === 'theme-1' ? 9 : 2 })),
    }
    const first = layOutAgenda(small, facts)
      .parts.flatMap(({ items }) => items)
      .find(({ kind }) => kind === 'theme')
    expect(first?.id).toBe('theme-1')
  })

  test('what most people propose comes first', () => {
    const [one, two] = [synthesis.observations[9]?.id ?? '', synthesis.observations[7]?.id ?? '']
    const proposals = [...synthesis.proposals, { text: 'A limit for the pool', observationIds: [one, two] }]
    const lines = layOutAgenda({ ...synthesis, proposals }, facts)
      .parts.flatMap(({ items }) => items)
      .find(({ kind }) => kind === 'proposals')?.lines
    expect(lines?.[0]).toContain('A limit for the pool')
  })
})
