import { expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import { outlineOf } from '../../../functions/domain/agenda/outline.ts'
import { agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import { agendaHtml } from '../../../functions/formats/agenda/html.ts'
import { agendaMarkdown } from '../../../functions/formats/agenda/markdown.ts'
import { boiler, readWith, requestFor, said, unwoken } from '../reader/said.ts'
import { facts } from './fixture.ts'

const synthesis = readWith([...boiler, said('bare', 'It closed at 1412 by itself')], of => ({
  themes: [unwoken(of)],
  moments: [{ statement: of('It closed'), quote: 'closed at 1412', clock: '14:12' }],
}))
const agenda = layOutAgenda(synthesis, facts)
const textOf = (number: number): string => requestFor(boiler).statements[number - 1]?.text ?? ''
const theme = outlineOf(agenda)
  .parts.flatMap(({ items }) => items)
  .find(({ item }) => item.id === 'theme-1')

test('the agenda says which model read the statements and which words are its own', () => {
  expect(agendaSchema.parse(agenda).reader).toStrictEqual({
    model: 'model-of-tests',
    titles: ['The page that reached nobody in the night'],
    questions: ['What does a page pass through between the boiler and a phone at night?'],
  })
  expect(theme?.heard).toBe('3 voices, title and question by a model')
  expect(theme?.item.notes[0]).toContain('Says that the page or the phone did not reach somebody in time.')
  for (const text of [agendaMarkdown(agenda), agendaHtml(agenda)]) {
    expect(text).toMatch(/A model \(model-of-tests\) read the statements/)
    expect(text).toContain('title and question by a model')
    expect(text).toContain('title by a model')
  }
})

test('a title that the facilitator changed is theirs', () => {
  const edited = applyEdits(agenda, [{ op: 'rename', itemId: 'theme-1', title: 'Pages in the night' }]).agenda
  const renamed = outlineOf(edited)
    .parts.flatMap(({ items }) => items)
    .find(({ item }) => item.id === 'theme-1')
  expect(renamed?.heard).toBe('3 voices, question by a model')
})

test('where several themes share an item, each says so itself', () => {
  const several = readWith(boiler, of => ({
    themes: [
      unwoken(of),
      { members: [of('The manual'), of('We had one')].map(statement => ({ statement, quote: textOf(statement) })) },
      { members: [of('Nothing was'), of('A second')].map(statement => ({ statement, quote: textOf(statement) })) },
    ],
  }))
  const short = layOutAgenda(several, { ...facts, durationMinutes: 15 })
  const topics = outlineOf(short).parts.flatMap(({ items }) => items.flatMap(entry => entry.topics))
  expect(topics.map(({ heard }) => heard)).toContain('3 voices, title and question by a model')
})

test('a time that a model found stands in the timeline, on the day that the incident gives it', () => {
  const lines = agenda.parts.flatMap(({ items }) =>
    items.filter(({ kind }) => kind === 'facts').flatMap(item => item.lines),
  )
  expect(lines.find(line => line.includes('It closed at 1412'))).toMatch(/14:12/)
})

test('an agenda that no model read says nothing of one', () => {
  const { reader, ...unread } = synthesis
  expect(reader).toBeDefined()
  const themes = unread.themes.map(({ id, title, voices, apart, observationIds, quotes }) => ({
    id,
    title,
    voices,
    apart,
    observationIds,
    quotes,
  }))
  const plain = layOutAgenda({ ...unread, themes }, facts)
  expect(plain).not.toHaveProperty('reader')
  expect(agendaMarkdown(plain)).not.toMatch(/model/)
})

test('with the marks that are printed in it the brief stays within its words', () => {
  const names =
    'amber birch cedar dune ember fjord grove heath inlet juniper kelp larch moor nettle otter pine quarry reed'
      .split(' ')
      .map(name => `At the ${name} gate the ${name} gauge was stuck`)
  const long = 'and people stood around it for a while and talked about what to do next '.repeat(2).trim()
  const lone = (['surprise', 'missing-information', 'moment', 'reasons'] as const).flatMap((purpose, at) => [
    said(`l${at}`, `The ${['lamp', 'bell', 'rope', 'ladder'][at]} was new to me ${long}`, { purpose }),
    said(`k${at}`, `A ${['kettle', 'hose', 'crate', 'shovel'][at]} stood in the way ${long}`, { purpose }),
  ])
  const members = [...names.map((name, at) => said(`m${at}`, `${name} ${long}`)), ...lone]
  const many = readWith(members, of => ({
    themes: [0, 3, 6, 9, 12, 15].map(from => ({
      title: `The gauge was stuck, ${names[from]?.split(' ')[2]}`,
      members: names.slice(from, from + 3).map(quote => ({ statement: of(quote), quote })),
    })),
  }))
  const { brief, reader } = layOutAgenda(many, facts)
  expect(reader?.titles.length).toBeGreaterThan(0)
  const printed = outlineOf(layOutAgenda(many, facts)).brief
  const words = printed.flatMap(({ title, lines, quotes }) => [title, ...lines, ...quotes.map(({ text }) => text)])
  expect(words.join(' ').split(/\s+/).length).toBeLessThanOrEqual(350)
  expect(brief.matters.length).toBeGreaterThan(1)
})
