import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockKeys } from '../../functions/clock/keys.ts'
import { runClock } from '../../functions/clock/run.ts'
import type { NamedReader } from '../../functions/domain/ballot/bulletin.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { pageNamesSchema } from '../../functions/domain/ballot/ballot.ts'
import { currentProtocol } from '../../functions/domain/ballot/texts.ts'
import { hourMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { words } from '../../functions/domain/words/languages.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import { termsReader } from '../../functions/protocol/digest.ts'
import { cohortSecret, namesKey } from '../../functions/protocol/token.ts'
import { openNames } from '../../functions/protocol/names.ts'
import { cutOff, holdAt, losingReply, testTables, withinGrants } from '../dynamodb.ts'
import { testParameters } from '../parameters.ts'
import {
  emptyTables,
  closesAt,
  itemsOf,
  meetingAt,
  opensAt,
  personRow,
  putPeople,
  putReview,
  putSurvey,
  reviewRow,
  surveyRow,
} from '../survey.ts'
import { ownDatabase } from '../own.ts'

const surveyId = 'srv_aaaaaaaaaaaaaaaa'
const world = ownDatabase()
let parameters: Map<string, string>
let started: string[]

beforeEach(async () => {
  await emptyTables(world.client, 'people', 'slots')
  parameters = new Map()
  started = []
  await putReview(world.client, reviewRow())
  await putPeople(world.client, surveyId, 5)
  await putSurvey(world.client, surveyRow())
})

let reader: NamedReader | null = null
let signIn = false
const run = (now: string, client = withinGrants(world.client, 'clock'), before: () => void = () => {}) =>
  runClock(
    {
      reader,
      signIn,
      store: clockStore({ ...testTables, documents: client }),
      keys: clockKeys(testParameters(parameters, before).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
      startHarvest: async id => {
        started.push(id)
      },
      remaining: () => 50_000,
      report: () => {},
    },
    now,
  )

const row = async (): Promise<Survey & { queue?: string }> => {
  const { Item } = await world.client.send(
    new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: surveyId }, ConsistentRead: true }),
  )
  return { ...surveySchema.parse(Item), ...(Item?.['queue'] ? { queue: Item['queue'] } : {}) }
}

const mails = async (kind: string) =>
  (await itemsOf(world.client, 'people')).filter(
    item => String(item['pk']).startsWith('mail#') && item['kind'] === kind,
  )

const changeReview = (changes: Parameters<typeof reviewRow>[0]) => putReview(world.client, reviewRow(changes))

const issue = async (count: number) => {
  for (let index = 0; index < count; index += 1) {
    const Item = { surveyId, slot: `slot-${index}`, cohort: 'all', issued: 'digest' }
    await world.client.send(new PutCommand({ TableName: 'slots', Item }))
  }
}

describe('opening', () => {
  test('does nothing before its time', async () => {
    await run(plus(opensAt, -1))
    expect((await row()).status).toBe('scheduled')
  })

  test('freezes the list, makes a key of each class, publishes, and queues one invitation for each person', async () => {
    await run(opensAt)
    const survey = await row()
    expect(survey).toMatchObject({ status: 'open', invited: 5, pendingKeys: null })
    expect([...parameters.keys()].map(name => String(name.split('/')[2])).toSorted()).toEqual(['link', 'seal', 'sign'])
    expect(survey.terms['en']?.hash).toMatch(/^[\w-]{43}$/)
    expect((await mails('invitation')).length).toBe(5)
  })

  test('freezes the model that may read with the terms that name it; what the stack says later changes neither', async () => {
    reader = { model: 'eu.example.model-v1:0', region: 'eu-central-1', regions: ['eu-central-1'], tokens: 50_000 }
    await run(opensAt)
    const { terms, ...first } = await row()
    expect(first.reader).toEqual(reader)
    expect(terms['en']?.text).toContain(reader.model)
    reader = null
    await run(plus(opensAt, 60_000))
    expect(await row()).toMatchObject({ terms, reader: first.reader })
  })

  test('freezes whether its people sign in with the terms that say so; what the stack says later changes neither', async () => {
    signIn = true
    await run(opensAt)
    const { terms, ...first } = await row()
    expect(first.signIn).toBe(true)
    expect(terms['en']?.text).toContain(words.en.terms.signInHeading)
    signIn = false
    await run(plus(opensAt, 60_000))
    expect(await row()).toMatchObject({ terms, signIn: true })
  })

  test('asks nobody to sign in where the stack does not, and goes on so when it does', async () => {
    await run(opensAt)
    const { terms, ...first } = await row()
    expect(first).not.toHaveProperty('signIn')
    expect(terms['en']?.text).not.toContain(words.en.terms.signInHeading)
    signIn = true
    await run(plus(opensAt, 60_000))
    signIn = false
    const later = await row()
    expect(later).not.toHaveProperty('signIn')
    expect(later.terms).toEqual(terms)
  })

  test('says under which protocol it opened, once: what opened under another stays with that', async () => {
    await run(opensAt)
    expect((await row()).protocol).toBe(currentProtocol)
    await putSurvey(world.client, { ...(await row()), protocol: undefined })
    await run(plus(opensAt, 60_000))
    expect((await row()).status).toBe('open')
    expect((await row()).protocol).toBeUndefined()
  })

  test('names no model where the stack has none', async () => {
    await run(opensAt)
    const survey = await row()
    expect(survey).not.toHaveProperty('reader')
    expect(survey.terms['en']?.text).not.toMatch(/model/)
  })

  test('leaves no name or address in plain text on the bulletin', async () => {
    await run(opensAt)
    const text = JSON.stringify(await itemsOf(world.client, 'surveys'))
    // Three letters may stand in what is sealed, by chance.
    expect(text).not.toMatch(/Number\d|@example|"Fay|Fay /)
  })

  test('seals the names for the harvest, and encrypts them for those who hold a link', async () => {
    await run(opensAt)
    const survey = await row()
    const sealKey = parameters.get(`/murmur/seal/${survey.keys?.seal}`) ?? ''
    const names = await openNames(sealKey, surveyId, survey.sealedNames[0] ?? '')
    expect(names).toContainEqual({ name: 'Person Number3', email: 'person3@example.com' })
    expect(names).toContainEqual({ name: 'Fay Facilitator', email: 'fay@example.com' })
    const link = Buffer.from(parameters.get(`/murmur/link/${survey.keys?.link}`) ?? '', 'base64url')
    expect(pageNamesSchema.parse(await decryptPageNames(link, survey.pageNames ?? '')).readers).toEqual([
      'fay@example.com',
    ])
  })

  test('keeps who stands in the terms as digests, for good', async () => {
    await run(opensAt)
    const named = reviewRow().facilitators.map(({ email }) => termsReader(surveyId, email))
    expect((await row()).termsReaders).toEqual(named)
    await putReview(world.client, {
      ...reviewRow(),
      version: 2,
      facilitators: [{ email: 'eve@example.com', name: '' }],
    })
    await run(plus(opensAt, minuteMilliseconds))
    expect((await row()).termsReaders).toEqual(named)
  })

  test('twice at once is one opening: one set of keys, one invitation for each person', async () => {
    await Promise.allSettled([run(opensAt), run(opensAt), run(opensAt)])
    await run(plus(opensAt, minuteMilliseconds))
    const survey = await row()
    expect(survey.status).toBe('open')
    const ids = [survey.keys?.link, survey.keys?.seal, survey.keys?.sign['all']]
    expect(new Set([...parameters.keys()].map(name => name.split('/')[3]))).toEqual(new Set(ids))
    expect((await mails('invitation')).length).toBe(5)
  })

  test.each(['before', 'after'] as const)(
    'cut off %s any call and run again it opens once, and loses nobody',
    async when => {
      for (let calls = 0; ; calls += 1) {
        await emptyTables(world.client, 'people')
        parameters.clear()
        await putPeople(world.client, surveyId, 3)
        await putSurvey(world.client, surveyRow())
        const cutting = cutOff(world.client, calls, when)
        await run(opensAt, cutting.client).catch(() => {})
        if (!cutting.cut()) break
        await run(plus(opensAt, minuteMilliseconds))
        const survey = await row()
        expect(survey).toMatchObject({ status: 'open', invited: 3 })
        expect((await mails('invitation')).length).toBe(3)
        for (const [keyClass, id] of [
          ['link', survey.keys?.link],
          ['seal', survey.keys?.seal],
          ['sign', survey.keys?.sign['all']],
        ]) {
          expect(parameters.has(`/murmur/${keyClass}/${id}`)).toBe(true)
        }
      }
    },
  )

  test('people added while the list is being frozen are invited like the others', async () => {
    const slow = holdAt(world.client, command => command instanceof UpdateCommand)
    const first = run(opensAt, slow.client)
    await slow.reached
    const late = { pk: `participants#${surveyId}`, sk: '0001', emails: ['late@example.com'] }
    await world.client.send(new PutCommand({ TableName: 'people', Item: late }))
    const person = { ...personRow(99), email: 'late@example.com' }
    await world.client.send(
      new PutCommand({ TableName: 'people', Item: { pk: 'person', sk: person.email, ...person } }),
    )
    await putSurvey(world.client, surveyRow({ invited: 1 }))
    slow.release()
    await first.catch(() => {})
    await run(plus(opensAt, minuteMilliseconds))
    expect((await mails('invitation')).map(mail => mail['to'])).toContain('late@example.com')
    expect(await row()).toMatchObject({ status: 'open', invited: 6 })
  })

  const keysOfTheRow = async () => {
    const { keys } = await row()
    return [`/murmur/link/${keys?.link}`, `/murmur/seal/${keys?.seal}`, `/murmur/sign/${keys?.sign['all']}`].toSorted()
  }

  test('after a lost reply to the publishing write it stays open, with the keys it was published with', async () => {
    const losing = losingReply(world.endpoint, 'UpdateItem', 'keysHash')
    await run(opensAt, losing.client)
    expect(losing.lost()).toBe(true)
    await run(plus(opensAt, minuteMilliseconds))
    expect((await row()).status).toBe('open')
    expect([...parameters.keys()].toSorted()).toEqual(await keysOfTheRow())
    expect((await mails('invitation')).length).toBe(5)
  })

  test('a run that is overtaken while destroying the keys of an earlier attempt keeps those that were published', async () => {
    const publishing = holdAt(world.client, command => JSON.stringify(command).includes('keysHash'))
    const first = run(opensAt, publishing.client)
    await publishing.reached
    const second = run(opensAt, world.client, publishing.release)
    await Promise.allSettled([first, second])
    await run(plus(opensAt, minuteMilliseconds))
    expect((await row()).status).toBe('open')
    expect([...parameters.keys()].toSorted()).toEqual(await keysOfTheRow())
  })

  test('cut off between keys, it deletes those of the attempt and makes new ones', async () => {
    let calls = 0
    const cut = () => {
      calls += 1
      if (calls === 3) throw new Error('cut')
    }
    await run(opensAt, world.client, cut).catch(() => {})
    expect(parameters.size).toBe(2)
    await run(plus(opensAt, minuteMilliseconds))
    expect(parameters.size).toBe(3)
    expect((await row()).status).toBe('open')
  })
})

const decryptPageNames = async (link: Uint8Array, text: string): Promise<unknown> => {
  const bytes = Buffer.from(text, 'base64url')
  const secret = Buffer.from(cohortSecret(link, surveyId, 'all'), 'base64url')
  const raw = Buffer.from(namesKey(secret, surveyId), 'base64url')
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.subarray(0, 12) }, key, bytes.subarray(12))
  return JSON.parse(new TextDecoder().decode(opened))
}

describe('while open', () => {
  beforeEach(() => run(opensAt))

  test('counts participation once an hour and not in between', async () => {
    await putSurvey(world.client, { ...(await row()), invited: 9, takenPartAt: opensAt })
    await issue(4)
    await run(plus(opensAt, 30 * minuteMilliseconds))
    expect((await row()).takenPart).toBe(0)
    await run(plus(opensAt, hourMilliseconds))
    expect(await row()).toMatchObject({ takenPart: 3, takenPartAt: plus(opensAt, hourMilliseconds) })
  })

  test('reminds everybody once: a day before the close or at half the window', async () => {
    const dayBefore = plus(closesAt, -24 * hourMilliseconds)
    await run(plus(dayBefore, -1))
    expect(await mails('reminder')).toEqual([])
    await run(dayBefore)
    await run(plus(dayBefore, minuteMilliseconds))
    expect((await mails('reminder')).length).toBe(5)
  })

  test('tells everybody once that a meeting moved, closes later, and follows each move', async () => {
    const later = plus(meetingAt, 24 * hourMilliseconds)
    await changeReview({ version: 2, meetingAt: later })
    await run(plus(opensAt, minuteMilliseconds))
    await run(plus(opensAt, 2 * minuteMilliseconds))
    expect(await row()).toMatchObject({ meetingAt: later, closesAt: plus(later, -hourMilliseconds), reviewVersion: 2 })
    expect((await mails('moved')).length).toBe(5)
    await changeReview({ version: 3, meetingAt: plus(later, hourMilliseconds) })
    await run(plus(opensAt, 3 * minuteMilliseconds))
    expect((await mails('moved')).length).toBe(10)
  })

  test('never closes earlier when the meeting moves forward', async () => {
    await changeReview({ version: 2, meetingAt: plus(meetingAt, -10 * minuteMilliseconds) })
    await run(plus(opensAt, minuteMilliseconds))
    expect((await row()).closesAt >= plus(closesAt, -10 * minuteMilliseconds)).toBe(true)
  })

  test('sends nothing if only the length of the meeting changed', async () => {
    await changeReview({ version: 2, durationMinutes: 90 })
    await run(plus(opensAt, minuteMilliseconds))
    await run(plus(opensAt, 2 * minuteMilliseconds))
    expect(await mails('moved')).toEqual([])
    expect((await row()).reviewVersion).toBe(2)
  })

  test('invites people added later, and does not remind them of what they have just received', async () => {
    const dayBefore = plus(closesAt, -24 * hourMilliseconds)
    await run(dayBefore)
    const [chunk] = (await itemsOf(world.client, 'people')).filter(item => String(item['pk']).startsWith('invitation#'))
    const people = ((chunk?.['people'] ?? []) as object[]).slice(0, 1).map(person => ({
      ...person,
      invitationId: 'inv_bbbbbbbbbbbbbbbb',
      email: 'late@example.com',
    }))
    await world.client.send(
      new PutCommand({ TableName: 'people', Item: { pk: `invitation#${surveyId}`, sk: 'added#one', people } }),
    )
    await world.client.send(
      new UpdateCommand({
        TableName: 'surveys',
        Key: { pk: 'survey', sk: surveyId },
        UpdateExpression: 'SET addedChunks = :added, invited = :six',
        ExpressionAttributeValues: { ':added': ['one'], ':six': 6 },
      }),
    )
    await run(plus(dayBefore, minuteMilliseconds))
    expect((await mails('invitation')).map(mail => mail['to'])).toContain('late@example.com')
    expect((await mails('reminder')).length).toBe(5)
  })
})

describe('closing', () => {
  beforeEach(() => run(opensAt))

  test('asks of a try, whose addresses are of one mailbox, for as many answers as when it opened', async () => {
    const before = await row()
    await putSurvey(world.client, { ...before, synthetic: 'ops@example.com' })
    for (const item of await itemsOf(world.client, 'people')) {
      if (item['pk'] !== `invitation#${surveyId}` || !Array.isArray(item['people'])) continue
      const people = item['people'].map((one, index) => ({ ...one, email: `ops+murmur${index}@example.com` }))
      await world.client.send(new PutCommand({ TableName: 'people', Item: { ...item, people } }))
    }
    await run(closesAt)
    await run(plus(closesAt, minuteMilliseconds))
    expect(await row()).toMatchObject({ issued: 0, minimumBallots: before.minimumBallots })
  })

  test('destroys link and sign at the close, keeps seal for the harvest, and counts a minute later', async () => {
    await issue(3)
    await run(closesAt)
    expect([...parameters.keys()].map(name => name.split('/')[2])).toEqual(['seal'])
    expect(await row()).toMatchObject({ status: 'closed', issued: null })
    await issue(4)
    await run(plus(closesAt, minuteMilliseconds))
    expect(await row()).toMatchObject({ issued: 4, takenPart: 4, tried: 0, contested: 0 })
    expect(started).toEqual([])
  })

  test('counts links that were tried again, and contested ones, with the passes and not before', async () => {
    await issue(4)
    for (const [index, marks] of [{ tried: true }, { tried: true, contested: true }, { tried: true }].entries()) {
      const Item = { surveyId, slot: `slot-${index}`, cohort: 'all', issued: 'digest', ...marks }
      await world.client.send(new PutCommand({ TableName: 'slots', Item }))
    }
    await run(closesAt)
    expect(await row()).not.toHaveProperty('contested')
    await run(plus(closesAt, minuteMilliseconds))
    expect(await row()).toMatchObject({ issued: 4, tried: 3, contested: 1 })
    // Nobody is told by mail, and nothing in the outbox tells whose link it was.
    expect(JSON.stringify(await itemsOf(world.client, 'people'))).not.toContain('contested')
  })

  test('starts the harvest once no ballot can come any more, 11 minutes after the close, and not while one is running', async () => {
    await run(closesAt)
    await run(plus(closesAt, minuteMilliseconds))
    await run(plus(closesAt, 10 * minuteMilliseconds))
    expect(started).toEqual([])
    await run(plus(closesAt, 11 * minuteMilliseconds))
    expect(started).toEqual([surveyId])
    await putSurvey(world.client, { ...(await row()), harvestLeaseUntil: plus(closesAt, 22 * minuteMilliseconds) })
    await run(plus(closesAt, 12 * minuteMilliseconds))
    expect(started).toEqual([surveyId])
    await run(plus(closesAt, 22 * minuteMilliseconds))
    expect(started.length).toBe(2)
  })

  test.each(['before', 'after'] as const)('cut off %s any call it still destroys both keys', async when => {
    for (let calls = 0; ; calls += 1) {
      await emptyTables(world.client, 'people')
      parameters.clear()
      await putPeople(world.client, surveyId, 3)
      await putSurvey(world.client, surveyRow())
      await run(opensAt)
      const cutting = cutOff(world.client, calls, when)
      await run(closesAt, cutting.client).catch(() => {})
      if (!cutting.cut()) break
      await run(plus(closesAt, minuteMilliseconds))
      await run(plus(closesAt, 2 * minuteMilliseconds))
      expect([...parameters.keys()].map(name => name.split('/')[2])).toEqual(['seal'])
      expect((await row()).issued).toBe(0)
    }
  })

  test('tells the facilitators once when the agenda is ready, and is then done', async () => {
    await putSurvey(world.client, { ...(await row()), status: 'harvested', destroyedAt: closesAt })
    await run(plus(closesAt, 5 * minuteMilliseconds))
    await run(plus(closesAt, 6 * minuteMilliseconds))
    expect((await mails('agenda-ready')).map(mail => mail['to'])).toEqual(['fay@example.com'])
    expect((await row()).queue).toBeUndefined()
  })
})

describe('a cancelled review', () => {
  test('takes its open survey with it: all three keys are gone at once, everybody is told, the harvest deletes unread', async () => {
    await run(opensAt)
    expect((await row()).pageNames).not.toBeNull()
    await changeReview({ version: 2, status: 'cancelled' })
    const at = plus(opensAt, minuteMilliseconds)
    await run(at)
    expect(parameters.size).toBe(0)
    expect(await row()).toMatchObject({ status: 'cancelled', pageNames: null, sealedNames: [] })
    expect((await mails('cancelled')).length).toBe(5)
    // In each of them: who cancelled it stands in a trace that nobody could change afterwards.
    expect((await row()).traceHeads?.survey).toMatch(/^[\w-]{43}$/)
    await run(plus(at, 3 * minuteMilliseconds))
    expect(started).toEqual([surveyId])
    await putSurvey(world.client, { ...(await row()), destroyedAt: plus(at, 4 * minuteMilliseconds) })
    await run(plus(at, 5 * minuteMilliseconds))
    expect((await row()).queue).toBeUndefined()
  })

  test('tells nobody about a survey that nobody had heard of', async () => {
    await changeReview({ version: 2, status: 'cancelled' })
    await run(plus(opensAt, -hourMilliseconds))
    expect((await row()).status).toBe('cancelled')
    expect(await mails('cancelled')).toEqual([])
  })
})
