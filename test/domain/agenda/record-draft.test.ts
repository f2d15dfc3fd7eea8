import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Agenda, AgendaItem, ItemKind } from '../../../functions/domain/agenda/schema.ts'
import { draftRecord } from '../../../functions/domain/agenda/record-draft.ts'
import { recordContentSchema } from '../../../functions/domain/review/record.ts'

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

const agendaOf = (...items: AgendaItem[]): Pick<Agenda, 'parts'> => ({
  parts: [{ name: 'Alignment', minutes: items.length * 5, items }],
})

describe('a record begins with what is known of it', () => {
  test('factors as the agenda counts them, each once, without their numbers, then those that were noted', () => {
    const lines = [
      'Vendor: in 2 statements, ticked by 1',
      'Time pressure: ticked by 3',
      'The appendix: a table',
      'Other',
    ]
    const { content } = draftRecord(agendaOf(item('factors', { lines }), item('decisions')), {
      factors: '- No limit on calls\n\n* Vendor',
    })
    expect(content.factors).toEqual(['Vendor', 'Time pressure', 'No limit on calls'])
  })

  test('decisions from the notes on them: a line each, or a paragraph with what it was weighed against', () => {
    const decided = (decisions: string) => draftRecord(agendaOf(item('decisions')), { decisions }).content.decisions
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
    const vendor = item('vendor', { lines: ['Users saw: a blank page', 'Decided: We live with an hour of it'] })
    expect(draftRecord(agendaOf(item('decisions'), vendor), {}).content.decisions).toEqual([
      { text: 'We live with an hour of it', tradeOffs: '' },
    ])
  })

  test('what a short meeting notes on factors and decisions together is taken for decisions', () => {
    const { content } = draftRecord(agendaOf(item('factors')), { factors: 'Sell on invoice' })
    expect(content).toMatchObject({ factors: [], decisions: [{ text: 'Sell on invoice' }] })
  })

  test('everything else that was noted is the understanding, under its item’s title, that of items gone at the end', () => {
    const agenda = agendaOf(item('facts'), item('theme', { id: 'theme-1', title: 'The queue' }))
    expect(draftRecord(agenda, { gone: 'Still true', 'theme-1': 'It grew', facts: ' ' }).content.understanding).toBe(
      'The queue: It grew\n\nStill true',
    )
    expect(draftRecord(null, { meeting: 'Without an agenda' }).content.understanding).toBe('Without an agenda')
  })

  test('notes on conditions, actions and the vendor stand beside their sections', () => {
    const agenda = agendaOf(item('counterfactuals'), item('vendor'), item('proposals'), item('earlier-actions'))
    const notes = { counterfactuals: 'a', vendor: 'b', proposals: 'c', 'earlier-actions': 'd' }
    const { content, beside } = draftRecord(agenda, notes)
    expect(beside).toEqual({ conditions: ['a'], vendor: ['b'], actions: ['c', 'd'] })
    expect(content).toEqual({ understanding: '', factors: [], decisions: [] })
  })
})

test('whatever was noted, the draft is a record that can be saved, and no note is lost but by its length', () => {
  const kinds = ['facts', 'theme', 'factors', 'decisions', 'vendor', 'proposals', 'counterfactuals'] as const
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...kinds)),
      fc.dictionary(fc.constantFrom(...kinds, 'gone'), fc.string({ unit: 'grapheme', maxLength: 400 })),
      (present, notes) => {
        const { content, beside } = draftRecord(agendaOf(...present.map(kind => item(kind))), notes)
        expect(recordContentSchema.safeParse(content).success).toBe(true)
        const kept = JSON.stringify([content, beside])
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
