import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import type { AgendaEdit } from '../../../functions/domain/agenda/edit.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import { roomAgenda } from '../../../functions/domain/agenda/room.ts'
import { titleOf } from '../../../functions/domain/synthesis/titles.ts'
import type { Synthesis } from '../../../functions/domain/synthesis/schema.ts'
import { agendaHtml } from '../../../functions/formats/agenda/html.ts'
import { agendaMarkdown } from '../../../functions/formats/agenda/markdown.ts'
import { boiler, readWith, said as stated, unwoken } from '../reader/said.ts'
import { facts, observations, synthesis } from './fixture.ts'
import { expectWhole, item } from './laws.ts'

const ids = observations.map(one => one.id)
const id = (number: number): string => ids[number - 1] ?? ''
const hide = (...numbers: number[]): AgendaEdit[] =>
  numbers.map(number => ({ op: 'hide', observationId: id(number), reason: 'It points at one person.' }))

/** The invented incident with other words for some of its statements, wherever they are told. */
const saying = (words: Readonly<Record<number, string>>, more: Partial<Synthesis> = {}): Synthesis => {
  const texts = new Map(Object.entries(words).map(([number, text]) => [id(Number(number)), text]))
  const quoted = ({ observationId, text }: { observationId: string; text: string }) => ({
    observationId,
    text: texts.get(observationId) ?? text,
  })
  return {
    ...synthesis,
    observations: observations.map(one => ({ ...one, text: texts.get(one.id) ?? one.text })),
    themes: synthesis.themes.map(theme => ({ ...theme, quotes: theme.quotes.map(quoted) })),
    conditions: [{ text: texts.get(id(8)) ?? '', observationIds: [id(8)] }],
    proposals: [{ text: texts.get(id(11)) ?? '', observationIds: [id(11)] }],
    ...more,
  }
}

/** No word of English, so that it stands in nothing else that an agenda says. */
const short = { 8: 'Quorbex', 10: 'Zilvane 14:05', 11: 'Frundle Karimo' }

describe('the words of a hidden statement are nowhere in the agenda', () => {
  test('where they are one or two', () => {
    const agenda = layOutAgenda(saying(short), facts)
    for (const words of Object.values(short)) expect(agendaMarkdown(agenda)).toContain(words)
    const { agenda: left } = applyEdits(agenda, hide(8, 10, 11))
    expectWhole(left, ids)
    for (const document of [JSON.stringify(left), agendaMarkdown(left), agendaHtml(left)])
      expect(document).not.toMatch(/Quorbex|Zilvane|Frundle/)
  })

  test('where they are written without spaces', () => {
    const texts = { 8: '監視を自動化していればよかった', 10: '14:05に警報が鳴った', 11: '手順書を毎月見直す' }
    const agenda = layOutAgenda(saying(texts), facts)
    const { agenda: left } = applyEdits(agenda, hide(8, 10, 11))
    for (const words of ['監視', '警報', '手順書']) {
      expect(JSON.stringify(agenda)).toContain(words)
      expect(JSON.stringify(left)).not.toContain(words)
    }
  })

  test('where they are a theme’s title, in the documents and on the wall', () => {
    const [first, ...others] = synthesis.themes
    const themes = first ? [{ ...first, title: 'Quorbex', quotes: [] }, ...others] : []
    const agenda = layOutAgenda(saying({ 6: 'Quorbex' }, { themes }), facts)
    const { agenda: left } = applyEdits(agenda, hide(6))
    expect(item(agenda, 'theme-1').title).toBe('Quorbex')
    for (const told of [left, roomAgenda(left)]) expect(JSON.stringify(told)).not.toContain('Quorbex')
    expect(item(left, 'theme-1').title).not.toBe('')
  })

  test('where they were the title of a theme that was merged away, with a colon in it', () => {
    const title = 'Quorbex: zilvane frundle'
    const themes = synthesis.themes.map(one => (one.id === 'theme-3' ? { ...one, title, quotes: [] } : one))
    const agenda = layOutAgenda(saying({ 4: title }, { themes }), facts)
    const merge: AgendaEdit = { op: 'merge', itemId: 'theme-2', from: 'theme-3' }
    const whole = applyEdits(agenda, [merge]).agenda
    expect(item(whole, 'theme-2').lines.join('\n')).toContain(title)
    for (const edits of [
      [merge, ...hide(4)],
      [...hide(4), merge],
    ])
      expect(JSON.stringify(applyEdits(agenda, edits).agenda)).not.toMatch(/Quorbex|zilvane/)
  })

  test('where the desk took the title of a new theme from them', () => {
    const agenda = layOutAgenda(saying({ 9: 'Quorbex, again', 10: 'Zilvane' }), facts)
    const title = titleOf(['Quorbex, again', 'Zilvane'])
    const add: AgendaEdit = { op: 'add', id: 'own-aaaaaaaa', title, question: '', observationIds: [id(9), id(10)] }
    expect(title).toMatch(/^(?:Quorbex|Zilvane|again)$/)
    const left = applyEdits(agenda, [add, ...hide(9, 10)]).agenda
    expect(item(left, 'own-aaaaaaaa').title).toBe('Theme')
  })

  test('where two said the same and one is read, the line is the words and the number of that one', () => {
    const proposals = [{ text: 'Frundle Karimo, ostervale', observationIds: [id(10), id(11)] }]
    const agenda = layOutAgenda(saying({ 10: 'Frundle Karimo', 11: 'Frundle Karimo, ostervale' }, { proposals }), facts)
    const { agenda: left } = applyEdits(agenda, hide(11))
    const number = left.appendix.findIndex(one => one.id === id(10)) + 1
    expect(item(left, 'proposals').lines).toContain(`“Frundle Karimo” (statement ${number})`)
    expect(JSON.stringify(left)).not.toContain('ostervale')
  })
})

describe('what is not made of a hidden statement stays', () => {
  test('though it is a part of its words', () => {
    const agenda = layOutAgenda(saying({ 8: 'Frundle', 11: 'Frundle Karimo' }), facts)
    const { agenda: left } = applyEdits(agenda, hide(11))
    expect(item(left, 'counterfactuals').lines.join('\n')).toContain('“Frundle”')
  })

  test('a title in whose words another statement is read', () => {
    const themes = synthesis.themes.map(one => (one.id === 'theme-1' ? { ...one, title: 'Quorbex' } : one))
    const agenda = layOutAgenda(saying({ 6: 'Quorbex at first', 7: 'Quorbex later' }, { themes }), facts)
    expect(item(applyEdits(agenda, hide(6)).agenda, 'theme-1').title).toBe('Quorbex')
  })

  test('the facilitator’s own short title', () => {
    const agenda = layOutAgenda(synthesis, facts)
    const edits: AgendaEdit[] = [{ op: 'rename', itemId: 'theme-3', title: 'release' }, ...hide(4)]
    expect(item(applyEdits(agenda, edits).agenda, 'theme-3').title).toBe('release')
  })

  test('but a title by a facilitator that is three words of it goes, in any script', () => {
    const agenda = layOutAgenda(saying({ 4: '監視の警報が夜中に鳴らなかった' }), facts)
    const edits: AgendaEdit[] = [{ op: 'rename', itemId: 'theme-3', title: '監視の警報が夜中に' }, ...hide(4)]
    expect(JSON.stringify(applyEdits(agenda, edits).agenda)).not.toContain('監視')
  })
})

describe('what a model wrote about statements of which none is read any more', () => {
  const read = readWith([...boiler, stated('bare', 'It closed at 1412 by itself')], of => ({ themes: [unwoken(of)] }))
  const agenda = layOutAgenda(read, facts)
  const theme = item(agenda, 'theme-1')
  const all = theme.observationIds.map(
    (observationId): AgendaEdit => ({ op: 'hide', observationId, reason: 'It points at one person.' }),
  )
  const model = /page pass through|did not reach somebody in time|The page that reached nobody/

  test('is in no document and on no screen: title, question and what it took for belonging there', () => {
    const { agenda: left } = applyEdits(agenda, all)
    expect(JSON.stringify(agenda)).toMatch(model)
    for (const told of [JSON.stringify(left), JSON.stringify(roomAgenda(left)), agendaMarkdown(left)])
      expect(told).not.toMatch(model)
    expect(item(left, 'theme-1').question).not.toBe('')
    expect(left.reader).toStrictEqual({ model: 'model-of-tests', titles: [], questions: [] })
  })

  test('is there while one of them is read', () => {
    const { agenda: left } = applyEdits(agenda, all.slice(1))
    expect(item(left, 'theme-1').question).toBe(theme.question)
    expect(item(left, 'theme-1').notes).toEqual(theme.notes)
    expect(left.reader?.questions).toEqual([theme.question])
  })

  test('is gone where the theme shares an item, and as the line of one that was merged away', () => {
    const short = layOutAgenda(read, { ...facts, durationMinutes: 15 })
    expect(JSON.stringify(applyEdits(short, all).agenda)).not.toMatch(model)
    const merged: AgendaEdit[] = [
      { op: 'add', id: 'own-aaaaaaaa', title: 'Other', question: 'Which?', observationIds: [] },
      { op: 'merge', itemId: 'own-aaaaaaaa', from: 'theme-1' },
    ]
    expect(JSON.stringify(applyEdits(agenda, merged).agenda)).toMatch(model)
    expect(JSON.stringify(applyEdits(agenda, [...merged, ...all]).agenda)).not.toMatch(model)
  })
})
