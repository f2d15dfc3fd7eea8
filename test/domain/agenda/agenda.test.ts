import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { withLive } from '../../../functions/domain/agenda/live.ts'
import { type AgendaFacts, agendaSchema } from '../../../functions/domain/agenda/schema.ts'
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
    question: 'How did this come about?',
    voices: 2,
    disagreement: false,
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
        const tooShort = itemsOf(agenda).filter(one => one.minutes < (one.kind === 'theme' ? least : 1))
        expect(tooShort).toEqual([])
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

  test('each theme asks why it made sense at the time, once', () => {
    for (const one of itemsOf(layOutAgenda(synthesis, facts)).filter(each => each.kind === 'theme')) {
      expect(one.question.match(/make sense at the time/g)).toHaveLength(1)
    }
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
    const themes = said.themes.map(theme => ({
      ...theme,
      disagreement: theme.id !== 'theme-3',
      voices: theme.id === 'theme-3' ? 12 : theme.voices,
    }))
    const agenda = layOutAgenda({ ...said, themes }, { ...facts, durationMinutes: 30 })
    expect(item(agenda, 'theme-3').voices).toBe(12)
    expect(item(agenda, 'further-themes').topics).toHaveLength(8)
    const numbers = itemsOf(agenda).flatMap(one => one.observationIds)
    expect(agenda.appendix.map(entry => entry.id)).toEqual(numbers)
  })

  test.each([75, 80, 90])('of many themes in %i minutes the one with twenty voices has half as much again', minutes => {
    const said = manyThemes(6)
    const themes = said.themes.map(theme => ({
      ...theme,
      disagreement: false,
      voices: theme.id === 'theme-3' ? 20 : 2,
    }))
    const agenda = layOutAgenda({ ...said, themes }, { ...facts, durationMinutes: minutes })
    const others = itemsOf(agenda).filter(one => one.kind === 'theme' && one.id !== 'theme-3' && !one.topics)
    expect(others.length).toBeGreaterThanOrEqual(2)
    for (const one of others) expect(item(agenda, 'theme-3').minutes).toBeGreaterThanOrEqual(one.minutes * 1.5)
  })

  test('single voices stand in an item of their own however short the meeting is', () => {
    const agenda = layOutAgenda(manyThemes(30), { ...facts, durationMinutes: 15 })
    expect(item(agenda, 'raised-once').observationIds).toEqual(synthesis.raisedOnce)
  })

  test('voices given for themes only count in the theme, and the others are said to be there', () => {
    const agenda = layOutAgenda(synthesis, facts)
    expect(item(agenda, 'theme-1')).toMatchObject({ voices: 4, observationIds: synthesis.themes[0]?.observationIds })
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
    const counterfactuals = observations
      .slice(0, 7)
      .map(({ id }) => ({ title: `Condition of ${id}`, observationIds: [id] }))
    const agenda = layOutAgenda({ ...synthesis, counterfactuals }, { ...facts, durationMinutes: 90 })
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

  test('counterfactuals, vendor and proposals name their statements by reference', () => {
    const agenda = layOutAgenda(synthesis, facts)
    for (const id of ['counterfactuals', 'vendor', 'proposals']) {
      expect(item(agenda, id).observationIds).toEqual([])
      expect(item(agenda, id).seeAlsoIds.length).toBeGreaterThan(0)
    }
    expect(item(agenda, 'counterfactuals').lines).toEqual(['Staging with as many workers as production (statement 8)'])
  })

  test('a counterfactual whose title is a whole statement is named by its number alone', () => {
    const whole = observations[7]
    if (!whole) throw new Error('the fixture has eight observations')
    const said = { ...synthesis, counterfactuals: [{ title: whole.text, observationIds: [whole.id] }] }
    expect(item(layOutAgenda(said, facts), 'counterfactuals').lines).toEqual(['Statement 8'])
  })

  test('what is to change stands in a few words of each proposal, never in a whole statement', () => {
    const [plain] = observations
    if (!plain) throw new Error('the fixture has observations')
    const put = (text: string, at: number) => ({ ...plain, id: `p-${at}`, text })
    const more = [
      put('Add a gauge to the tank, since the first one sticks in winter.', 0),
      put('The soup could be better', 1),
      put('Please check the valve of the second pump before every night shift.', 2),
    ]
    const ids = more.map(one => one.id)
    const said = {
      ...synthesis,
      raisedOnce: [...synthesis.raisedOnce, ...ids],
      observations: [...observations, ...more],
      proposals: [
        { factor: 'monitoring' as const, observationIds: ids.slice(0, 1) },
        { factor: null, observationIds: ids.slice(1) },
      ],
    }
    expect(item(layOutAgenda(said, facts), 'proposals').lines).toEqual([
      'Monitoring: "Add a gauge to the tank …" (statement 12)',
      '"Please check the valve of the second pump …" (statements 13, 14)',
    ])
    const whole = { ...said, proposals: [{ factor: null, observationIds: ids.slice(1, 2) }] }
    expect(item(layOutAgenda(whole, facts), 'proposals').lines).toEqual(['Statement 13'])
    const repeated = { ...said, observations: [...said.observations, put('check the valve', 3)] }
    expect(item(layOutAgenda(repeated, facts), 'proposals').lines[1]).toBe('Statements 13, 14')
  })

  test('notes fit what stands there: wishes, a single statement, two topics', () => {
    const wished = {
      ...synthesis,
      proposals: [{ factor: null, observationIds: synthesis.themes[0]?.observationIds ?? [] }],
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
      ['raised-once', { testing: 1, ownership: 1, 'not classified': 1, safeguards: 1 }],
    ])
  })
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
