import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { expect, test } from 'vitest'
import { receiptsViewSchema, serialsPerPage, splitDocument } from '../../../functions/domain/suppression/filed.ts'
import type { Survey } from '../../../functions/domain/survey/survey.ts'
import { closedPulse, known } from '../../harvest/pulse-world.ts'
import { learning } from '../setup.ts'
import { pieceKey, publishedKey } from '../../keys.ts'
import { ownDatabase } from '../../own.ts'

const database = ownDatabase()

const ask = (surveyId: string, query = '') =>
  learning(database.client).call(`GET /api/receipts/${surveyId}${query}`, { as: null })

test('of a pulse appear beside the figures of the whole organisation, and of no group', async () => {
  const pulse = await closedPulse(database.client, known)
  const { surveyId } = pulse.survey
  expect((await ask(surveyId)).code).toBe('not_harvested')
  await pulse.run()
  const answer = await ask(surveyId)
  expect(answer.status).toBe(200)
  const { serials, digests, root, result, ...counts } = receiptsViewSchema.parse(answer.json)
  expect(root).toBe((await pulse.row()).filed?.root)
  expect(digests?.length).toBe(19)
  expect(counts).toEqual({ invited: 30, issued: 19, cast: 19, counted: 19 })
  expect(serials.length).toBe(19)
  const { figures, ...rest } = await pulse.release()
  expect(result).toMatchObject({ quarter: rest.quarter, instrument: 'pulse-2', invited: 30, answered: 19 })
  expect(result?.figures.map(({ id, organisation }) => [id, organisation])).toEqual(
    figures.map(({ id, organisation }) => [id, organisation]),
  )
  expect(JSON.stringify(answer.json)).not.toMatch(/cohorts|group-|Core|comments|words/)
})

test('of a pulse say by which calendar its quarter is counted, where it is the organisation’s own', async () => {
  const pulse = await closedPulse(database.client, known)
  await pulse.run()
  const calendar = { zone: 'Europe/Berlin', yearStartsIn: 2 }
  const path = `GET /api/receipts/${pulse.survey.surveyId}`
  const { json } = await learning(database.client, calendar).call(path, { as: null })
  expect(receiptsViewSchema.parse(json).result?.calendar).toEqual(calendar)
  const usual = receiptsViewSchema.parse((await ask(pulse.survey.surveyId)).json)
  expect(usual.result).not.toHaveProperty('calendar')
})

test('a withheld pulse says why, to its participants too', async () => {
  const pulse = await closedPulse(database.client, known.slice(0, 3))
  await pulse.run()
  const { result } = receiptsViewSchema.parse((await ask(pulse.survey.surveyId)).json)
  expect(result).toMatchObject({ withheld: 'too_few_ballots', figures: [], answered: null })
})

const plantReceipts = async (survey: Survey, run: string, serials: readonly string[]) => {
  const digests = serials.map(serial => `of ${serial.slice(-8)}`)
  const text = JSON.stringify({ serials, digests, root: 'root', invited: 9, issued: 9, cast: 9, counted: 9 })
  for (const [index, piece] of splitDocument(text).entries()) {
    const Item = { pk: publishedKey(survey.surveyId), sk: pieceKey(run, 'receipts', index), text: piece }
    await database.client.send(new PutCommand({ TableName: 'learning', Item }))
  }
}

test('too many for one answer come in pages without a gap', async () => {
  const pulse = await closedPulse(database.client, known)
  await pulse.run()
  const survey = await pulse.row()
  const serials = Array.from({ length: serialsPerPage + 2 }, (_, index) => index.toString(16).padStart(64, '0'))
  await plantReceipts(survey, survey.filed?.run ?? '', serials)
  const page = async (query: string) => receiptsViewSchema.parse((await ask(survey.surveyId, query)).json)
  const [first, second] = [await page(''), await page('?page=2')]
  expect([first.pages, second.pages]).toEqual([2, 2])
  expect([...first.serials, ...second.serials]).toEqual(serials)
  expect([...(first.digests ?? []), ...(second.digests ?? [])]).toEqual(serials.map(serial => `of ${serial.slice(-8)}`))
  expect([first.root, second.root]).toEqual(['root', 'root'])
  expect((await page('?page=nonsense')).serials.length).toBe(serialsPerPage)
  expect((await page('?page=3')).serials).toEqual([])
})
