/**
 * Who has answered, by the mailboxes: whoever reads the mails tries each link, answers by those that were not used, and
 * knows whose words are left. With a sign-in a link is of use to its owner alone, and tells nobody else whether it was used.
 */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { parseFragment } from '../../functions/domain/ballot/link.ts'
import { surveySchema } from '../../functions/domain/survey/survey.ts'
import { passesApi } from '../../functions/passes/api.ts'
import { passStore } from '../../functions/passes/store.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownSes } from '../mailer/world.ts'
import { delivered } from '../organise/delivered.ts'
import { hours } from '../organise/setup.ts'
import { ownDatabase } from '../own.ts'
import { testParameters } from '../parameters.ts'
import { asDeployed, blindMessage } from '../participation.ts'
import { type Issuer, startIssuer } from '../sign-in.ts'
import { itemsOf } from '../survey.ts'

const database = ownDatabase()
const ses = ownSes()
let signIn: Issuer
let world: ReturnType<typeof delivered>
beforeAll(async () => {
  signIn = await startIssuer()
})
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const people = ['ann', 'bob', 'cas', 'dee', 'eve', 'fin'].map(name => `${name}@c.example`)
const [ann = '', bob = '', cas = ''] = people
const reader = 'administrator@c.example'

/** What comes of a link, opened in any browser by whoever has signed in as `email`; null for nobody. */
const follow = async (link: string, email: string | null = null, changes: object = {}): Promise<string> => {
  const parts = parseFragment(link.slice(link.indexOf('#')))
  const survey = surveySchema.parse((await itemsOf(database.client, 'surveys')).find(({ pk }) => pk === 'survey'))
  if (!parts) throw new Error('no link')
  const parameters = testParameters(world.keys()).call
  const tables = documentCalls(withinGrants(database.client, 'passes'))
  const store = passStore({ ...testTables, keyPrefix: '/murmur', tables, parameters })
  const { call } = asDeployed(passesApi(store, signIn.addressOf))
  const { surveyId, cohort, token } = parts
  const { blinded } = await blindMessage(survey, cohort)
  const who = email === null ? {} : { idToken: await signIn.token(email) }
  const body = { surveyId, cohort, token, blinded, protocol: survey.protocol, ...who, ...changes }
  const answer = await call('POST', body, hours(1.2))
  return answer.status === 200 ? 'issued' : answer.body.code
}

/** Ann and Bob have answered; the reader of mails then tries the link in every mail. */
const attack = async (own: string | null) => {
  await world.open(people)
  for (const email of [ann, bob]) expect(await follow(world.linkTo(email), own && email)).toBe('issued')
  const before = await itemsOf(database.client, 'slots')
  const learned: string[] = []
  for (const email of people) learned.push(await follow(world.linkTo(email), own))
  return { learned, before, after: await itemsOf(database.client, 'slots') }
}

test('without a sign-in they learn who has answered, answer for everybody else, and know whose words are left', async () => {
  const { learned } = await attack(null)
  expect(learned).toEqual(['pass_already_issued', 'pass_already_issued', ...Array(4).fill('issued')])
  // Whoever the others are, they come too late.
  expect(await follow(world.linkTo(cas))).toBe('pass_already_issued')
})

describe.each([false, true])('an invitation that was used at a wrong address (with a sign-in: %s)', isAsked => {
  beforeEach(() => world.askForSignIn(isAsked))
  const as = (email: string) => (isAsked ? email : null)
  const marked = async (name: string) =>
    (await itemsOf(database.client, 'slots')).filter(slot => slot[name] !== undefined).length

  test('can be contested by the link that came to the right one, and counts once', async () => {
    ses.set({ bounce: [ann] })
    const id = await world.open(people)
    await follow(world.linkTo(ann), as(ann))
    // Whoever uses it again changes nothing of that.
    await follow(world.linkTo(ann), as(ann))
    const body = { from: ann, to: 'ann@right.example' }
    await world.call(`POST /api/surveys/${id}/delivery/correct`, { body, at: hours(1) })
    await world.minute(hours(1.1))
    const right = world.linkTo('ann@right.example')
    for (const changes of [{}, { contested: true }, { contested: true }])
      expect(await follow(right, as('ann@right.example'), changes)).toBe('pass_already_issued')
    expect([await marked('issued'), await marked('tried'), await marked('contested')]).toEqual([1, 1, 1])
  })

  test('and corrected twice is contested by the last link, and by none that was withdrawn', async () => {
    ses.set({ bounce: [ann, 'ann@right.example'] })
    const id = await world.open(people)
    await follow(world.linkTo(ann), as(ann))
    for (const [from, to] of [
      [ann, 'ann@right.example'],
      ['ann@right.example', 'ann@last.example'],
    ]) {
      await world.call(`POST /api/surveys/${id}/delivery/correct`, { body: { from, to }, at: hours(1) })
      await world.minute(hours(1.1))
    }
    const contest = (email: string) => follow(world.linkTo(email), as(email), { contested: true })
    expect(await contest('ann@right.example')).toBe('unknown_link')
    expect(await marked('contested')).toBe(0)
    expect(await contest('ann@last.example')).toBe('pass_already_issued')
    expect(await marked('contested')).toBe(1)
  })

  test('that was corrected before anybody used it is contested by nobody', async () => {
    ses.set({ bounce: [ann] })
    const id = await world.open(people)
    const body = { from: ann, to: 'ann@right.example' }
    await world.call(`POST /api/surveys/${id}/delivery/correct`, { body, at: hours(1) })
    await world.minute(hours(1.1))
    expect(await follow(world.linkTo(ann), as(ann), { contested: true })).toBe('unknown_link')
    expect(await follow(world.linkTo('ann@right.example'), as('ann@right.example'))).toBe('issued')
    expect([await marked('tried'), await marked('contested')]).toEqual([0, 0])
  })
})

describe('with a sign-in', () => {
  beforeEach(() => world.askForSignIn(true))

  test('they are answered alike by every link, change nothing, and everybody still answers for themselves', async () => {
    const { learned, before, after } = await attack(reader)
    expect(learned).toEqual(Array(6).fill('not_its_owner'))
    expect(after).toEqual(before)
    for (const email of people) {
      const link = world.linkTo(email)
      expect(await follow(link)).toBe('sign_in_needed')
      // Nor do they say of anybody that it was not them.
      expect(await follow(link, reader, { contested: true })).toBe('not_its_owner')
    }
    expect(await itemsOf(database.client, 'slots')).toEqual(before)
    const others = await Promise.all(people.slice(2).map(email => follow(world.linkTo(email), email)))
    expect(others).toEqual(Array(4).fill('issued'))
    expect(await follow(world.linkTo(ann), ann)).toBe('pass_already_issued')
  })

  test('one of those who are asked, who reads the mails of the others, has their own link alone', async () => {
    await world.open(people)
    await follow(world.linkTo(ann), ann)
    const learned = await Promise.all(people.map(email => follow(world.linkTo(email), cas)))
    expect(learned).toEqual(people.map(email => (email === cas ? 'issued' : 'not_its_owner')))
  })

  test('an address that is corrected, or an invitation that is withdrawn, tells them nothing of the links before it', async () => {
    ses.set({ bounce: [ann, bob] })
    const id = await world.open(people)
    const [used, unused] = [world.linkTo(ann), world.linkTo(bob)]
    await follow(used, ann)
    for (const from of [ann, bob]) {
      const body = { from, to: from.replace('@c.', '@right.') }
      await world.call(`POST /api/surveys/${id}/delivery/correct`, { body, at: hours(1) })
    }
    await world.minute(hours(1.1))
    const links = [used, unused, world.linkTo('ann@right.example'), world.linkTo('bob@right.example')]
    expect(new Set(links).size).toBe(4)
    expect(await Promise.all(links.map(link => follow(link, reader)))).toEqual(Array(4).fill('not_its_owner'))
    expect(await follow(links[3] ?? '', 'bob@right.example')).toBe('issued')
    expect(await follow(links[2] ?? '', 'ann@right.example')).toBe('pass_already_issued')
  })

  test('a thief of every slot finds nobody by trying addresses, since what the digest is made with is stored nowhere', async () => {
    await world.open(people)
    const everything = JSON.stringify(
      await Promise.all(['slots', 'surveys', 'people'].map(name => itemsOf(database.client, name))),
    )
    for (const email of people) {
      const token = parseFragment(world.linkTo(email).replace(/^[^#]*/, ''))?.token
      expect(token).toMatch(/^[\w-]{43}$/)
      expect(everything).not.toContain(token)
    }
    const owners = (await itemsOf(database.client, 'slots')).map(slot => slot['owner'])
    expect(new Set(owners).size).toBe(people.length)
  })
})
