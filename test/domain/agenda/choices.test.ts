import { expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { agendaMarkdown } from '../../../functions/formats/agenda/markdown.ts'
import type { Choice, Statement } from '../../../functions/domain/synthesis/schema.ts'
import { synthesize } from '../../../functions/domain/synthesis/synthesis.ts'
import { facts } from './fixture.ts'
import { expectWhole } from './laws.ts'

const groupMinimum = 3
const matters = ['The gauge on the tank was stuck', 'Spare keys for the pump room were missing']

const statementOf = (index: number, choice: Choice): Statement => ({
  id: `said-${index}`,
  text: `${matters[index % matters.length] ?? ''}, marker${String.fromCodePoint(97 + index)}word`,
  item: 'saw',
  purpose: 'moment',
  apart: false,
  choice,
  pseudonym: choice === 'verbatim' ? `Voice ${index + 1}` : null,
  signedBy: choice === 'signed' ? `Signer ${index + 1} Example` : null,
  voice: choice === 'verbatim' ? `ballot-${index}` : null,
})

const mixes: Choice[][] = []
for (let ballots = 0; ballots <= 12; ballots += 1)
  for (let silent = 0; silent <= ballots; silent += 1)
    for (let signed = 0; silent + signed <= ballots; signed += 1)
      mixes.push(
        Array.from({ length: ballots }, (_, at) =>
          at < silent ? 'themes-only' : at < silent + signed ? 'signed' : 'verbatim',
        ),
      )

test('0 to 12 ballots in every mix of choices: nothing is lost, nothing shown or joined that was not given for it', () => {
  expect(mixes).toHaveLength(455)
  for (const mix of mixes) {
    const statements = mix.map((choice, index) => statementOf(index, choice))
    const count = statements.length
    const withheld = count < groupMinimum ? { reason: 'too_few_ballots' as const, count } : null
    const synthesis = synthesize(statements, [])
    const agenda = layOutAgenda(synthesis, {
      ...facts,
      withheld,
      takenPart: { counted: count, invited: 12 },
    })
    const shown = withheld ? [] : statements.filter(({ choice }) => choice !== 'themes-only')
    expectWhole(
      agenda,
      shown.map(({ id }) => id),
    )
    const text = agendaMarkdown(agenda)
    for (const [index, one] of statements.entries()) {
      const marker = `marker${String.fromCodePoint(97 + index)}word`
      expect(text.includes(marker)).toBe(shown.includes(one))
      expect(agenda.appendix.filter(entry => entry.text.includes(marker))).toHaveLength(shown.includes(one) ? 1 : 0)
      expect(text.includes(`Signer ${index + 1} Example`)).toBe(shown.includes(one) && one.choice === 'signed')
      const entry = agenda.appendix.find(({ id }) => id === one.id)
      expect(entry?.signedBy ?? null).toBe(shown.includes(one) ? one.signedBy : null)
      expect(entry?.pseudonym ?? null).toBe(shown.includes(one) ? one.pseudonym : null)
    }
    const items = agenda.parts.flatMap(part => part.items)
    const voices = items
      .filter(({ kind }) => kind === 'theme')
      .flatMap(item => (item.topics ? item.topics.map(topic => topic.voices ?? 0) : [item.voices ?? 0]))
      .reduce((sum, number) => sum + number, 0)
    const alone = items.find(({ kind }) => kind === 'raised-once')?.observationIds.length ?? 0
    const apart = synthesis.themes.reduce((sum, theme) => sum + theme.apart, 0)
    expect(voices + alone + (withheld ? 0 : apart) + agenda.furtherThemesOnly).toBe(withheld ? 0 : count)
  }
})
