/** Links that somebody else used: what an agenda says of them, in each form it is read in. */
import { expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { agendaFacts, type AskedSurvey } from '../../../functions/domain/agenda/of-review.ts'
import { incidentSchema } from '../../../functions/domain/incident/incident.ts'
import { outlineOf } from '../../../functions/domain/agenda/outline.ts'
import type { AgendaFacts } from '../../../functions/domain/agenda/schema.ts'
import { agendaDocx } from '../../../functions/formats/agenda/docx.ts'
import { agendaHtml } from '../../../functions/formats/agenda/html.ts'
import { agendaMarkdown } from '../../../functions/formats/agenda/markdown.ts'
import { facts, synthesis } from '../../domain/agenda/fixture.ts'
import { reviewRow, surveyRow } from '../../survey.ts'
import { unzip } from '../unzip.ts'

const agendaWith = (takenPart: AgendaFacts['takenPart']) => layOutAgenda(synthesis, { ...facts, takenPart })
const none = agendaWith({ counted: 7, invited: 9 })
const two = agendaWith({ counted: 7, invited: 9, unused: 1, contested: 2 })

const readings = {
  markdown: async (agenda: typeof two) => agendaMarkdown(agenda),
  html: async (agenda: typeof two) => agendaHtml(agenda),
  docx: async (agenda: typeof two) => [...unzip(await agendaDocx(agenda)).values()].join(''),
}

test.each(Object.entries(readings))(
  '%s says how many links were contested, and what that asked for',
  async (_, read) => {
    const text = await read(two)
    expect(text).toContain('2 links were contested')
    expect(text).toContain('2 more writers were needed')
    expect(text).toContain('7 of 9 invited answered, 1 more began to send and nothing of it was counted')
    expect(await read(none)).not.toContain('contested')
  },
)

test('one link is said of one, and none of none', () => {
  const one = outlineOf(agendaWith({ counted: 7, invited: 9, contested: 1 }))
  expect(one.contested).toContain('1 link was contested')
  expect(one.contested).toContain('1 more writer was needed')
  expect([outlineOf(none).contested, outlineOf(none).answered]).toEqual([null, '7 of 9 invited answered'])
  expect(outlineOf(agendaWith(null)).contested).toBeNull()
})

const incident = incidentSchema.parse({
  id: 'inc_aaaaaaaaaaaaaaaa',
  title: facts.title,
  severity: facts.severity,
  services: facts.services,
  failureModes: facts.failureModes,
  startedAt: facts.startedAt,
  deploymentRelated: false,
  version: 1,
})

test('they are those that the survey counted at its close, once it is filed', () => {
  const filed = { run: 'run_aaaaaaaaaaaaaaaa', cast: 6, counted: 6, at: facts.meetingAt }
  const told = (changes: object): unknown => {
    const survey: AskedSurvey = surveyRow({
      status: 'harvested',
      invited: 9,
      issued: 7,
      tried: 3,
      contested: 2,
      ...changes,
    })
    return agendaFacts(incident, reviewRow(), survey, 'no_survey').takenPart
  }
  expect(told({ filed })).toEqual({ counted: 6, invited: 9, unused: 1, contested: 2 })
  expect(told({ filed, issued: 6, tried: undefined, contested: undefined })).toEqual({ counted: 6, invited: 9 })
  expect(told({ filed: null })).toBeNull()
})
