/** What is filed, and the agenda made of it, does not depend on the ids of questions. */
import { pseudonymAt } from '../../functions/domain/ballot/pseudonyms.ts'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { expect, test, vi } from 'vitest'
import * as z from 'zod'
import { keyReader } from '../../functions/aws/key-reader.ts'
import { deleteKey } from '../../functions/aws/keys.ts'
import { layOutAgenda } from '../../functions/domain/agenda/agenda.ts'
import type { Answer } from '../../functions/domain/ballot/ballot.ts'
import { padContent } from '../../functions/domain/ballot/texts.ts'
import { preMeeting1 } from '../../functions/domain/instrument/pre-meeting.ts'
import type { Instrument } from '../../functions/domain/instrument/schema.ts'
import { filedReviewSchema } from '../../functions/domain/suppression/filed.ts'
import { harvestDelayMilliseconds } from '../../functions/domain/survey/open.ts'
import { plus } from '../../functions/domain/time/instants.ts'
import { runHarvest } from '../../functions/harvest/run.ts'
import { harvestStore } from '../../functions/harvest/store.ts'
import { facts } from '../domain/agenda/fixture.ts'
import { asOther, otherPreMeeting, underOtherIds } from '../domain/instrument/renamed.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { testParameters } from '../parameters.ts'
import { content, openSurveyWith } from '../participation.ts'
import { passFor, signedRow } from '../signed.ts'
import { closesAt, itemsOf } from '../survey.ts'
import { ownDatabase } from '../own.ts'

vi.mock(import('../../functions/domain/instrument/registry.ts'), async original => {
  const { withOthers } = await import('../domain/instrument/renamed.ts')
  return withOthers(await original())
})

const world = ownDatabase()

const said = (text: string, choice: 'verbatim' | 'themes-only' | 'signed' = 'verbatim'): Answer => ({ text, choice })

/** Each purpose is answered in words that do not suggest it, so that only the purpose can decide. */
const answers = (writer: number): Record<string, Answer> => ({
  saw: said(`The gauge on the tank stood at ${writer}0 litres`),
  sense: said(`Yesterday the tank was filled for ${writer} days`),
  differently: said(`A second gauge on roof number ${writer}`),
  information: said(`The chart of pump ${writer} and its valves`),
  surprised: said(`Colour of the lamp over door ${writer}`),
  outside: said(`Our pump kept its pressure for hour ${writer}`),
  well: said(`Tea was ready for shift ${writer}`),
  hesitate: said(`The rota of week ${writer} is a worry`, writer === 2 ? 'themes-only' : 'verbatim'),
  harder: writer % 2 === 0 ? ['monitoring'] : ['knowledge', 'monitoring'],
  comfortable: (writer % 5) + 1,
})

const writers = 8

const filedUnder = async (instrument: Instrument, ofAnswers: typeof underOtherIds) => {
  const open = await openSurveyWith(world.client, writers, {
    status: 'closed',
    issued: writers,
    instrument: instrument.id,
  })
  for (let writer = 0; writer < writers; writer += 1) {
    const ballot = content('', {
      instrument: instrument.id,
      pseudonym: pseudonymAt(writer) ?? '',
      answers: ofAnswers(answers(writer)),
    })
    const { surveyId, sealedBytes } = open.survey
    const sealing = { surveyId, sealPublicKey: open.sealKeys.publicKey }
    const Item = await signedRow(passFor(open.signKey, surveyId), sealing, padContent(ballot, sealedBytes))
    await world.client.send(new PutCommand({ TableName: 'ballots', Item }))
  }
  const { client: parameters, call } = testParameters(open.parameters)
  const result = await runHarvest(
    {
      store: harvestStore({ ...testTables, documents: withinGrants(world.client, 'harvest') }),
      readSealKey: keyReader(call, '/murmur', 'seal'),
      deleteSealKey: id => deleteKey(parameters, '/murmur', 'seal', id),
      report: () => {},
      remaining: () => 600_000,
    },
    open.survey.surveyId,
    plus(closesAt, harvestDelayMilliseconds),
  )
  expect(result).toBe('harvested')
  const surveys = await itemsOf(world.client, 'surveys')
  const { filed } = z
    .object({ filed: z.object({ run: z.string() }) })
    .parse(surveys.find(({ sk }) => sk === open.survey.surveyId))
  const pieces = (await itemsOf(world.client, 'learning'))
    .filter(({ sk }) => String(sk).startsWith(`${filed.run}#statements#`))
    .toSorted((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1))
  return filedReviewSchema.parse(JSON.parse(pieces.map(piece => piece['text']).join('')))
}

/** Each harvest draws new statement ids, so here each is replaced by its position among the texts. */
const withoutDraws = (filed: Awaited<ReturnType<typeof filedUnder>>) => {
  const observations = (filed.synthesis?.observations ?? []).toSorted((a, b) => (a.text < b.text ? -1 : 1))
  const text = observations.reduce((all, { id }, at) => all.replaceAll(id, `statement-${at}`), JSON.stringify(filed))
  return filedReviewSchema.parse(JSON.parse(text))
}

test('the same answers to the same questions under other ids give the same statements and the same agenda', async () => {
  const own = withoutDraws(await filedUnder(preMeeting1, record => ({ ...record })))
  const other = withoutDraws(await filedUnder(otherPreMeeting, underOtherIds))

  const under = (prefix: string) => own.synthesis?.observations.filter(({ text }) => text.startsWith(prefix)) ?? []
  expect(under('The rota').map(({ pseudonym }) => pseudonym)).toEqual(Array.from({ length: writers - 1 }, () => null))
  expect(under('The gauge').every(({ pseudonym }) => pseudonym !== null)).toBe(true)
  expect(own.synthesis?.proposals.length).toBeGreaterThan(0)
  expect(own.synthesis?.vendorObservationIds).toEqual(under('Our pump').map(({ id }) => id))
  expect(own.rating?.n).toBe(writers)

  expect(other).toEqual(JSON.parse(asOther(JSON.stringify(own))))
  const agenda = ({ synthesis, rating, factorTicks }: typeof own) =>
    layOutAgenda(synthesis, { ...facts, rating, factorTicks: [...factorTicks] })
  expect(agenda(other)).toEqual(agenda(own))
})
