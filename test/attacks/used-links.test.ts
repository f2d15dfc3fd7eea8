/**
 * Whoever reads the mails learns by trying a link whether it was used, answers by those that were not, and so knows whose
 * words are left. Those whose links were used say so, and each asks for one writer more.
 */
import { expect, test, vi } from 'vitest'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { closeSurvey } from '../../functions/clock/closing.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { surveySchema } from '../../functions/domain/survey/survey.ts'
import { passesApi } from '../../functions/passes/api.ts'
import { passStore } from '../../functions/passes/store.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import { asDeployed, blindMessage, content, type OpenSurvey, openSurveyWith, tokenFor } from '../participation.ts'
import { nobodySignsIn } from '../sign-in.ts'
import { closesAt, itemsOf, putSurvey } from '../survey.ts'
import { harvested } from './harvesting.ts'

/** With the raised minimum switched off, a survey needs what it needed at its opening. */
const raised = vi.hoisted(() => ({ isOff: false }))
vi.mock(import('../../functions/domain/survey/minimum.ts'), async original => {
  const real = await original()
  return {
    ...real,
    minimumAtClose: survey => (raised.isOff ? survey.minimumBallots : real.minimumAtClose(survey)),
  }
})

const database = ownDatabase()
const invited = 5

/** What comes of one link, from any browser: each has a message of its own. */
const follow = async (open: OpenSurvey, index: number, contested: object = {}): Promise<string> => {
  const parameters = testParameters(open.parameters).call
  const tables = documentCalls(withinGrants(database.client, 'passes'))
  const { call } = asDeployed(
    passesApi(passStore({ ...testTables, keyPrefix: '/murmur', tables, parameters }), nobodySignsIn),
  )
  const { surveyId, protocol } = open.survey
  const { blinded } = await blindMessage(open.survey)
  const token = tokenFor(open.link, open.survey, index)
  const { status, body } = await call('POST', { surveyId, cohort: 'all', token, blinded, protocol, ...contested })
  return status === 200 ? 'issued' : body.code
}

/** Everything that the clock counts of it at the close, and nothing else stays. */
const countedAt = async (open: OpenSurvey) => {
  const closed = surveySchema.parse({ ...open.survey, status: 'closed' })
  await putSurvey(database.client, closed)
  const store = clockStore({ ...testTables, documents: withinGrants(database.client, 'clock') })
  await closeSurvey(store, closed, closesAt)
  const { issued, tried, contested } = surveySchema.parse((await itemsOf(database.client, 'surveys'))[0])
  return { issued, tried, contested }
}

const victim = content('Our lead told us not to write this down.')
const own = Array.from({ length: invited - 1 }, (_, index) => content(`nothing to add, number ${index}`))

test('who reads the mails answers for all but one: nothing is filed where those say that it was not them', async () => {
  const open = await openSurveyWith(database.client, invited)
  expect(await follow(open, 0)).toBe('issued')
  // The reader of mails tries each link, and has a pass by each that was not used.
  const tried = []
  for (let index = 0; index < invited; index += 1) tried.push(await follow(open, index))
  expect(tried).toEqual(['pass_already_issued', ...Array(invited - 1).fill('issued')])
  // Their owners come later, and three of the four say so.
  for (const index of [1, 2, 3, 4]) expect(await follow(open, index)).toBe('pass_already_issued')
  for (const index of [1, 2, 3]) expect(await follow(open, index, { contested: true })).toBe('pass_already_issued')

  const counts = await countedAt(open)
  expect(counts).toEqual({ issued: 5, tried: 5, contested: 3 })
  raised.isOff = true
  const filed = await harvested(database.client, invited, [victim, ...own], { ...counts })
  expect(JSON.stringify(filed.synthesis)).toContain('told us not to write')
  raised.isOff = false
  const held = await harvested(database.client, invited, [victim, ...own], { ...counts })
  expect(held).toMatchObject({ synthesis: null, withheld: { reason: 'too_few_ballots' } })
})

test('nobody contests for somebody whose link is not used: it gives a pass, as it does without', async () => {
  const open = await openSurveyWith(database.client, invited)
  expect(await follow(open, 0, { contested: true })).toBe('issued')
  expect(await countedAt(open)).toEqual({ issued: 1, tried: 0, contested: 0 })
})
