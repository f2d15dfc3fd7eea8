/** Beside the cohort of each slot: whose it is, where a survey asks its people to sign in, and nothing where it does not. */
import { createHmac } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { plus } from '../../functions/domain/time/instants.ts'
import { invitationToken, slotOf } from '../../functions/protocol/token.ts'
import { closedCohort } from '../../functions/records/slots.ts'
import { ownDatabase } from '../own.ts'
import { emptyTables, itemsOf, putSurvey } from '../survey.ts'
import { linkKey, mailItem, mailTables, now, openSurvey, ownSes, putItem, runOnce, surveyId } from './world.ts'

const world = ownDatabase()
const ses = ownSes()
beforeEach(async () => {
  await emptyTables(world.client, ...mailTables)
  ses.reset()
})

const idOf = (index: number): string => `inv_${String(index).padStart(16, '0')}`
const tokenOf = (index: number): string => invitationToken(linkKey, surveyId, idOf(index))
/** HMAC-SHA256 under T, as another would compute it. */
const owner = (index: number, mailbox: string): string =>
  createHmac('sha256', Buffer.from(tokenOf(index), 'base64url'))
    .update(mailbox)
    .digest('base64url')
const slot = async (index: number) =>
  (await itemsOf(world.client, 'slots')).find(item => item['slot'] === slotOf(tokenOf(index)))
const run = (at = now) => runOnce(world.client, ses.post, at)

test('a survey that asks nobody to sign in has slots without an owner', async () => {
  await putSurvey(world.client, openSurvey())
  await putItem(world.client, mailItem(0))
  await run()
  expect(await slot(0)).toEqual({ surveyId, slot: slotOf(tokenOf(0)), cohort: 'all' })
})

test.each([
  ['person0@example.com', 'person0@example.com'],
  ['Person0+office@Example.com', 'person0+office@example.com'],
])('one that asks for it has the digest of the address %s, under a key that is stored nowhere', async (to, mailbox) => {
  await putSurvey(world.client, openSurvey({ signIn: true }))
  await putItem(world.client, mailItem(0, { to }))
  await run()
  expect(await slot(0)).toEqual({ surveyId, slot: slotOf(tokenOf(0)), cohort: 'all', owner: owner(0, mailbox) })
  const stored = JSON.stringify([await itemsOf(world.client, 'slots'), await itemsOf(world.client, 'surveys')])
  for (const secret of [tokenOf(0), mailbox, to]) expect(stored).not.toContain(secret)
})

test('a reminder leaves the slot as it is, issued to whoever it was', async () => {
  await putSurvey(world.client, openSurvey({ signIn: true }))
  await putItem(world.client, mailItem(0))
  await run()
  const placed = await slot(0)
  await putItem(world.client, mailItem(0, { kind: 'reminder', to: 'elsewhere@example.com' }))
  await run(plus(now, 60_000))
  expect(ses.received.length).toBe(2)
  expect(await slot(0)).toEqual(placed)
})

test('the slot of a corrected address has the new one’s, whether it could be opened or not; the old one stays its owner’s, closed', async () => {
  await putSurvey(world.client, openSurvey({ signIn: true }))
  for (const index of [0, 1]) await putItem(world.client, mailItem(index))
  await run()
  // The second was used before its address was corrected.
  await putItem(world.client, { ...(await slot(1)), issued: 'a pass' }, 'slots')
  for (const index of [0, 1])
    await putItem(world.client, mailItem(index + 2, { to: `right${index}@example.com`, replaces: [idOf(index)] }))
  await run(plus(now, 60_000))
  expect(await slot(0)).toEqual({
    surveyId,
    slot: slotOf(tokenOf(0)),
    cohort: closedCohort,
    owner: owner(0, 'person0@example.com'),
  })
  expect(await slot(2)).toMatchObject({ cohort: 'all', owner: owner(2, 'right0@example.com') })
  expect(await slot(1)).toMatchObject({ issued: 'a pass', owner: owner(1, 'person1@example.com') })
  expect(await slot(3)).toMatchObject({ cohort: closedCohort, owner: owner(3, 'right1@example.com') })
})

test('a mail says that a sign-in is asked for, where it is, and nowhere else', async () => {
  for (const signIn of [true, undefined]) {
    ses.reset()
    await emptyTables(world.client, ...mailTables)
    await putSurvey(world.client, openSurvey({ signIn }))
    await putItem(world.client, mailItem(0))
    await run()
    const text = ses.received[0]?.mail.text?.replaceAll(/\s+/g, ' ') ?? ''
    expect(text.includes('asked to sign in')).toBe(signIn === true)
    expect(text.includes('Whoever has it can answer in your place')).toBe(signIn === undefined)
  }
})
