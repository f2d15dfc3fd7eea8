import { type Captured, capturedSchema } from '../../../functions/domain/review/meeting.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { candidatesOf } from '../../../functions/domain/agenda/candidates.ts'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import type { Agenda, AgendaItem, ItemKind } from '../../../functions/domain/agenda/schema.ts'
import { agreedOf, liftRecord, recordContentSchema } from '../../../functions/domain/review/record.ts'
import { facts, synthesis } from './fixture.ts'

const item = (kind: ItemKind, own: Partial<AgendaItem> = {}): AgendaItem => ({
  id: kind,
  kind,
  title: `About ${kind}`,
  minutes: 5,
  question: '',
  voices: null,
  disagreement: false,
  observationIds: [],
  seeAlsoIds: [],
  notes: [],
  lines: [],
  ...own,
})

type Known = Pick<Agenda, 'parts' | 'appendix' | 'candidates' | 'language'>

const agendaOf = (...items: AgendaItem[]): Known => ({
  parts: [{ name: 'Alignment', minutes: items.length * 5, items }],
  appendix: [],
  language: 'en',
})

const said = (id: string, text: string, own: Partial<Agenda['appendix'][number]> = {}): Agenda['appendix'][number] => ({
  id,
  text,
  pseudonym: 'Calm Heron',
  signedBy: null,
  theme: null,
  purpose: null,
  factor: null,
  question: null,
  ...own,
})

const noted = (notes: Record<string, string>) => ({ notes, captured: [] })

describe('the record agrees on nothing by itself', () => {
  test('whatever an agenda and its notes hold, no candidate says that it was agreed', () => {
    const offered = candidatesOf(
      layOutAgenda(synthesis, facts),
      noted({ factors: 'A', decisions: 'B', proposals: 'C' }),
    )
    expect(offered.factors.length).toBeGreaterThan(1)
    expect(JSON.stringify(offered)).not.toMatch(/confirmed|agreed/i)
  })

  test('an entry that does not say it was agreed was not', () => {
    const content = recordContentSchema.parse({ factors: [{ text: 'A' }], decisions: [{ text: 'B' }] })
    expect(agreedOf(content)).toEqual({ factors: [], decisions: [] })
  })

  test('a record of the older shape holds its words, none of them agreed; today’s is left as it is', () => {
    const older = { understanding: 'U', factors: ['A'], decisions: [{ text: 'B', tradeOffs: 'C' }], version: 3 }
    const lifted = liftRecord(older)
    expect(lifted).toEqual({
      understanding: 'U',
      factors: [{ text: 'A', confirmed: false }],
      decisions: [{ text: 'B', tradeOffs: 'C', confirmed: false }],
      version: 3,
    })
    const agreed = { factors: [{ text: 'A', confirmed: true }], decisions: [] }
    expect(liftRecord(agreed)).toBe(agreed)
  })
})

describe('what stands beside the record', () => {
  test('factors that were said, with their quotes, and those that were ticked', () => {
    const agenda: Known = {
      ...agendaOf(item('factors'), item('decisions')),
      appendix: [
        said('1', 'No alert rang', { factor: 'monitoring' }),
        said('2', 'The dashboard was green', { factor: 'monitoring', pseudonym: null, signedBy: 'Ada Example' }),
        said('3', 'They should have looked', { factor: 'monitoring', question: 'What was on the screen?' }),
      ],
      candidates: {
        ticked: [
          { factor: 'monitoring', count: null },
          { factor: 'capacity', count: 6 },
        ],
        conditions: [],
        proposals: [],
      },
    }
    expect(candidatesOf(agenda, noted({ factors: '- No limit on calls' })).factors).toEqual([
      { text: 'No limit on calls', quotes: [], statements: 0, ticked: null },
      {
        text: 'Monitoring',
        quotes: [
          { text: 'No alert rang', by: 'Calm Heron' },
          { text: 'The dashboard was green', by: 'Ada Example' },
        ],
        statements: 2,
        ticked: 'several',
      },
      { text: 'Capacity', quotes: [], statements: 0, ticked: 6 },
    ])
  })

  test('proposals as actions, without those whose statements are gone from the agenda', () => {
    const agenda: Known = {
      ...agendaOf(item('proposals')),
      appendix: [said('1', 'Cap the pool.'), said('2', 'Cap the pool at ten')],
      candidates: {
        ticked: [],
        conditions: [],
        proposals: [
          { text: 'Cap the pool.', observationIds: ['1', '2'] },
          { text: 'Hidden', observationIds: ['9'] },
        ],
      },
    }
    expect(candidatesOf(agenda, noted({})).actions).toEqual([
      {
        text: 'Cap the pool.',
        quotes: [
          { text: 'Cap the pool.', by: 'Calm Heron' },
          { text: 'Cap the pool at ten', by: 'Calm Heron' },
        ],
        statements: 2,
        ticked: null,
        owner: '',
        dueOn: '',
        sign: '',
      },
    ])
  })

  test('and not in the words of a statement that judges somebody, which others said otherwise', () => {
    const judging = { ...said('1', 'Cap the pool, they were careless.'), question: 'What was known?' }
    const proposals = [{ text: judging.text, observationIds: ['1', '2'] }]
    const appendix = [judging, said('2', 'Cap the pool at ten')]
    const agenda = { ...agendaOf(item('proposals')), appendix, candidates: { ticked: [], conditions: [], proposals } }
    expect(candidatesOf(agenda, noted({})).actions.map(({ text }) => text)).toEqual(['Cap the pool at ten'])
  })

  test('decisions from the notes on them: a line each, or a paragraph with what it was weighed against', () => {
    const decided = (decisions: string) => candidatesOf(agendaOf(item('decisions')), noted({ decisions })).decisions
    expect(decided('Sell on invoice\n- Page the vendor')).toEqual([
      { text: 'Sell on invoice', tradeOffs: '' },
      { text: 'Page the vendor', tradeOffs: '' },
    ])
    expect(decided('Sell on invoice\nBad debt against no sales\n\nPage the vendor')).toEqual([
      { text: 'Sell on invoice', tradeOffs: 'Bad debt against no sales' },
      { text: 'Page the vendor', tradeOffs: '' },
    ])
  })

  test('and the decision that the vendor section holds, where nothing was noted of decisions', () => {
    const facts = item('facts', { lines: ['Decided: to be told apart from a decision'] })
    const decided = ['We live with an hour of it']
    const candidates = { ticked: [], conditions: [], proposals: [], decided }
    const agenda = { ...agendaOf(facts, item('decisions')), candidates }
    expect(candidatesOf(agenda, noted({})).decisions).toEqual([{ text: 'We live with an hour of it', tradeOffs: '' }])
  })

  test('what a short meeting notes on factors and decisions together is taken for decisions', () => {
    const { factors, decisions } = candidatesOf(agendaOf(item('factors')), noted({ factors: 'Sell on invoice' }))
    expect([factors, decisions]).toEqual([[], [{ text: 'Sell on invoice', tradeOffs: '' }]])
  })

  test('everything else that was noted is for the understanding, under its item’s title, that of items gone at the end', () => {
    const agenda = agendaOf(item('facts'), item('theme', { id: 'theme-1', title: 'The queue' }))
    expect(
      candidatesOf(agenda, noted({ gone: 'Still true', 'theme-1': 'It grew', facts: ' ' })).notes.understanding,
    ).toEqual(['The queue: It grew', 'Still true'])
    expect(candidatesOf(null, noted({ meeting: 'Without an agenda' })).notes.understanding).toEqual([
      'Without an agenda',
    ])
  })

  test('notes on conditions, actions and the vendor stand beside their sections', () => {
    const agenda = agendaOf(item('counterfactuals'), item('vendor'), item('proposals'), item('earlier-actions'))
    const notes = { counterfactuals: 'a', vendor: 'b', proposals: 'c', 'earlier-actions': 'd' }
    expect(candidatesOf(agenda, noted(notes)).notes).toEqual({
      understanding: [],
      conditions: ['a'],
      vendor: ['b'],
      actions: ['c', 'd'],
    })
  })
})

test('whatever was noted, each candidate fits the record, and no note is lost but by its length', () => {
  const kinds = ['facts', 'theme', 'factors', 'decisions', 'vendor', 'proposals', 'counterfactuals'] as const
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...kinds)),
      fc.dictionary(fc.constantFrom(...kinds, 'gone'), fc.string({ unit: 'grapheme', maxLength: 400 })),
      (present, notes) => {
        const offered = candidatesOf(agendaOf(...present.map(kind => item(kind))), noted(notes))
        const { factors, decisions } = offered
        for (const factor of factors) expect(recordContentSchema.safeParse({ factors: [factor] }).success).toBe(true)
        for (const decision of decisions)
          expect(recordContentSchema.safeParse({ decisions: [decision] }).success).toBe(true)
        const kept = JSON.stringify(offered)
        for (const note of Object.values(notes)) {
          for (const word of note.split(/\s+/))
            expect(kept).toContain(
              JSON.stringify(word)
                .slice(1, -1)
                .replace(/^[-*•]$/, ''),
            )
        }
      },
    ),
  )
})

describe('what was written down in the meeting', () => {
  const entry = (kind: Captured['kind'], text: string, more: Partial<Captured> = {}): Captured =>
    capturedSchema.parse({ id: `entry-${text.length}-${kind}`, kind, itemId: 'theme-1', text, ...more })

  test('stands first among what is offered, each kind beside its section, and agrees on nothing', () => {
    const captured = [
      entry('factor', 'Each team took the other to own the backups'),
      entry('decision', 'Keep public notes', { tradeOffs: 'weighed against looking bad' }),
      entry('action', 'Restore a backup every week', {
        owner: 'Infrastructure',
        dueOn: '2027-01-15',
        sign: 'a restore that fails pages somebody',
      }),
      entry('note', 'Green looked like safe.'),
    ]
    const offered = candidatesOf(layOutAgenda(synthesis, facts), { notes: {}, captured })
    expect(offered.factors[0]).toMatchObject({ text: 'Each team took the other to own the backups', statements: 0 })
    expect(offered.decisions[0]).toEqual({ text: 'Keep public notes', tradeOffs: 'weighed against looking bad' })
    expect(offered.actions[0]).toMatchObject({
      text: 'Restore a backup every week',
      owner: 'Infrastructure',
      dueOn: '2027-01-15',
      sign: 'a restore that fails pages somebody',
    })
    expect(offered.notes.understanding.at(-1)).toContain('Green looked like safe.')
    expect(JSON.stringify(offered)).not.toContain('confirmed')
  })

  test('as a note stands with what was noted on the item before', () => {
    const offered = candidatesOf(null, { notes: { 'theme-1': 'Before.' }, captured: [entry('note', 'After.')] })
    expect(offered.notes.understanding).toEqual(['Before.\nAfter.'])
  })
})
