/** What every form of an agenda says, whichever is read. */
import { expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import { agendaDocx } from '../../../functions/formats/agenda/docx.ts'
import { agendaHtml } from '../../../functions/formats/agenda/html.ts'
import { agendaMarkdown } from '../../../functions/formats/agenda/markdown.ts'
import { agendaSheet } from '../../../functions/formats/agenda/sheet.ts'
import { facts, observations, synthesis } from '../../domain/agenda/fixture.ts'
import { unzip } from '../unzip.ts'

const formsOf = async (agenda: Agenda): Promise<string[]> => [
  agendaMarkdown(agenda),
  agendaHtml(agenda),
  [...unzip(await agendaDocx(agenda)).values()].join(''),
]

test('texts that could not be read and answers that said nothing are told where no statement is left', async () => {
  const none = { ...synthesis, themes: [], raisedOnce: [], observations: [], disagreements: [], conditions: [] }
  const left = { ...none, proposals: [], strengths: [], vendorObservationIds: [], furtherThemesOnly: 0, unread: 2 }
  for (const text of await formsOf(layOutAgenda(left, facts))) {
    expect(text).toContain('2 texts could not be read')
    expect(text).toContain('3 ')
  }
})

test('of themes that are folded away each form says how many, and where they stand', async () => {
  const texts = observations.map(({ id }) => id)
  const themes = Array.from({ length: 11 }, (_, index) => ({
    id: `theme-${index + 1}`,
    title: `Matter ${index + 1}`,
    voices: 2,
    apart: 0,
    observationIds: [texts[index] ?? ''],
    quotes: [],
  }))
  const agenda = layOutAgenda({ ...synthesis, themes, raisedOnce: [], disagreements: [] }, facts)
  for (const text of await formsOf(agenda)) expect(text).toMatch(/\d more themes, under their titles in the appendix/)
})

test('on the table a name that somebody signed with is said to be one, and is no made-up name', () => {
  const signer = observations.find(({ signedBy }) => signedBy !== null)
  const themes = synthesis.themes.map((theme, index) => {
    const quotes = [{ observationId: signer?.id ?? '', text: signer?.text ?? '' }]
    return index === 0 ? { ...theme, observationIds: [...theme.observationIds, signer?.id ?? ''], quotes } : theme
  })
  const signed = agendaSheet(layOutAgenda({ ...synthesis, themes, raisedOnce: [], disagreements: [] }, facts))
  expect(signed).toContain('Robin Example (signed, not verified)')
  expect(signed).toContain('but for what its writers signed')
  const unsigned = observations.map(one => ({ ...one, signedBy: null }))
  const plain = agendaSheet(layOutAgenda({ ...synthesis, observations: unsigned }, facts))
  expect(plain).toContain('Under made-up names; nobody asks who wrote what.')
})
