/**
 * Names outlive the survey (privacy-6): whoever keeps one old mail and reads the survey's row afterwards opens the names of
 * everybody who was asked, also of somebody who was erased since.
 */
import { beforeEach, expect, test } from 'vitest'
import { formSchema } from '../../functions/domain/ballot/ballot.ts'
import { parseFragment } from '../../functions/domain/ballot/link.ts'
import { surveySchema } from '../../functions/domain/survey/survey.ts'
import { readNames } from '../../web/answer/form.ts'
import { ownSes } from '../mailer/world.ts'
import { delivered } from '../organise/delivered.ts'
import { hours } from '../organise/setup.ts'
import { ownDatabase } from '../own.ts'
import { itemsOf } from '../survey.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const people = ['ann', 'bob', 'cas', 'dee'].map(name => `${name}@c.example`)

test('an old mail opens the names on the row as it stood while the survey was open, and nothing on it afterwards', async () => {
  const id = await world.open(people)
  const url = world.linkTo('ann@c.example')
  const link = parseFragment(url.slice(url.indexOf('#')))
  if (!link) throw new Error('no link')
  const rowNow = async () => (await itemsOf(database.client, 'surveys')).find(({ sk }) => sk === id)
  const opened = async (row: unknown) => {
    const survey = surveySchema.parse(row)
    const { terms: termsByLanguage, pageNames: names } = survey
    const form = formSchema.parse({ ...survey, names, terms: termsByLanguage['en'], termsByLanguage })
    return (await readNames(link, form))?.people.map(({ email }) => email)
  }
  const before = await rowNow()
  await world.call(`POST /api/surveys/${id}/cancel`, { at: hours(2) })
  await world.clock(hours(2))
  // Switched off: the row would still be what it was.
  expect(await opened(before)).toEqual(expect.arrayContaining(people))
  expect(await opened(await rowNow())).toBeUndefined()
  const after = surveySchema.parse(await rowNow())
  expect([after.pageNames, after.sealedNames]).toEqual([null, []])
})
