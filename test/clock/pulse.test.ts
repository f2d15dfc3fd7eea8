import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { beforeEach, describe, expect, test } from 'vitest'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { restOfIt, type Role } from '../../functions/domain/trace/trace.ts'
import { recordsOf } from '../../functions/records/records.ts'
import { traceOf } from '../../functions/records/trace.ts'
import { clockKeys } from '../../functions/clock/keys.ts'
import { runClock } from '../../functions/clock/run.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { keysText } from '../../functions/domain/ballot/texts.ts'
import { replyIdSchema } from '../../functions/domain/ids.ts'
import { invitationSchema } from '../../functions/domain/people/invitation.ts'
import { hourMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { type Survey, surveySchema } from '../../functions/domain/survey/survey.ts'
import { sha256Base64url } from '../../functions/protocol/digest.ts'
import { cutOff, testTables, withinGrants } from '../dynamodb.ts'
import { learning } from '../learning/setup.ts'
import { testParameters } from '../parameters.ts'
import { emptyTables, itemsOf, opensAt, personRow, putSurvey, surveyRow } from '../survey.ts'
import { ownDatabase } from '../own.ts'

const surveyId = 'srv_pppppppppppppppp'
const pulse = surveyRow({
  surveyId,
  kind: 'pulse',
  instrument: 'pulse-2',
  reviewId: null,
  reviewVersion: null,
  quarter: '2026-Q4',
  title: '2026-Q4',
  startedAt: null,
  meetingAt: null,
  zone: 'Europe/Berlin',
})

const world = ownDatabase()
let parameters: Map<string, string>

beforeEach(async () => {
  await emptyTables(world.client, 'people', 'surveys', 'trace')
  parameters = new Map()
  await putSurvey(world.client, pulse)
})

const run = (now: string, client = withinGrants(world.client, 'clock'), before: () => void = () => {}) =>
  runClock(
    {
      store: clockStore({ ...testTables, documents: client }),
      keys: clockKeys(testParameters(parameters, before).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
      startHarvest: async () => {},
      remaining: () => 50_000,
      report: () => {},
    },
    now,
  )

const row = async (): Promise<Survey> => {
  const { Item } = await world.client.send(
    new GetCommand({ TableName: 'surveys', Key: { pk: 'survey', sk: surveyId }, ConsistentRead: true }),
  )
  return surveySchema.parse(Item)
}

/** The given number of people in each group of the roster. */
const plantRoster = async (groups: Readonly<Record<string, number>>) => {
  let index = 0
  for (const [group, size] of Object.entries(groups)) {
    for (let member = 0; member < size; member += 1, index += 1) {
      const person = { ...personRow(index), group }
      await world.client.send(
        new PutCommand({ TableName: 'people', Item: { pk: 'person', sk: person.email, ...person } }),
      )
    }
  }
}

const invitations = async (survey: Survey) =>
  (await itemsOf(world.client, 'people'))
    .filter(({ pk, sk }) => pk === `invitation#${surveyId}` && String(sk).startsWith(survey.roster?.run ?? '-'))
    .flatMap(({ people }) => invitationSchema.array().parse(people))

const organisation = { Platform: 9, Search: 8, Legal: 3, '': 1, Tax: 5 }

describe('opening a pulse', () => {
  test('asks everybody on the roster, in cohorts of 8 or more with a signing key each', async () => {
    await plantRoster(organisation)
    await run(opensAt)
    const survey = await row()
    expect(survey).toMatchObject({ status: 'open', invited: 26, pageNames: null, minimumBallots: 3, groupMinimum: 5 })
    expect(survey.cohorts.map(({ id, label, invited }) => [id, label, invited])).toEqual([
      ['group-1', 'Other', 9],
      ['group-2', 'Platform', 9],
      ['group-3', 'Search', 8],
    ])
    expect(Object.keys(survey.keys?.sign ?? {})).toEqual(['group-1', 'group-2', 'group-3'])
    expect(new Set(survey.cohorts.map(({ publicKey }) => publicKey)).size).toBe(3)
    expect(survey.keysHash).toBe(sha256Base64url(keysText({ ...survey, sealKey: survey.sealKey ?? '' })))
    expect([...parameters.keys()].filter(name => name.includes('/sign/')).length).toBe(3)
    expect(survey.terms['en']?.text).toContain('5 people or more')
  })

  test('says which quarter leadership has answered last, up to its own, and nothing where it has answered none', async () => {
    await plantRoster(organisation)
    await run(opensAt)
    expect((await row()).replied).toBeUndefined()
    await emptyTables(world.client, 'surveys')
    await putSurvey(world.client, pulse)
    const { stores } = learning(world.client)
    const answer = (quarter: string, letter: string, takenBack = false) =>
      stores.replies.saveReply({
        id: replyIdSchema.parse(`rpl_${letter.repeat(16)}`),
        quarter,
        ...({ heard: 'Nobody tells us.', heardIn: 'pulse', done: 'We do.', state: 'done', behind: null } as const),
        name: '',
        at: opensAt,
        takenBack: takenBack ? { at: opensAt, reason: 'It was not so.', name: '' } : null,
        version: 1,
      })
    await answer('2026-Q2', 'a')
    await answer('2026-Q3', 'b', true)
    await answer('2027-Q1', 'c')
    await run(opensAt)
    expect((await row()).replied).toBe('2026-Q2')
  })

  test('says in its terms who used a role of late, by the trace, and who of them holds two that part', async () => {
    await plantRoster(organisation)
    const trace = traceOf(recordsOf(documentCalls(world.client), testTables))
    const used = (by: string, roles: Role[], daysBefore: number) =>
      trace.intend(restOfIt, {
        at: plus(opensAt, -daysBefore * 24 * hourMilliseconds),
        act: 'role-used',
        by,
        roles,
        about: {},
      })
    await used('long.ago@example.com', ['keeper'], 120)
    await used('kay@example.com', ['keeper'], 60)
    await used('kay@example.com', ['leadership'], 2)
    await used('rey@example.com', ['facilitator'], 1)
    await run(opensAt)
    const text = (await row()).terms['en']?.text ?? ''
    expect(text).toContain('- Facilitator: rey@example.com\n- Keeper: kay@example.com\n- Leadership: kay@example.com\n')
    expect(text).toContain('- Keeps the roster and reads the figures as well: kay@example.com')
    expect(text).not.toContain('long.ago@example.com')
  })

  test('freezes each person’s cohort by their group, and mails them into it', async () => {
    await plantRoster(organisation)
    await run(opensAt)
    const byEmail = new Map((await invitations(await row())).map(({ email, cohort }) => [email, cohort]))
    expect([byEmail.get('person0@example.com'), byEmail.get('person12@example.com')]).toEqual(['group-2', 'group-3'])
    expect(byEmail.get('person19@example.com')).toBe('group-1')
    const mails = (await itemsOf(world.client, 'people')).filter(({ kind }) => kind === 'invitation')
    expect(mails.length).toBe(26)
    for (const mail of mails) expect(mail['cohort']).toBe(byEmail.get(String(mail['to'])))
  })

  test('is not affected when people change groups, join or leave afterwards', async () => {
    await plantRoster(organisation)
    await run(opensAt)
    const before = await row()
    await plantRoster({ Elsewhere: 30 })
    await run(plus(opensAt, 30 * hourMilliseconds))
    expect(await row()).toMatchObject({ invited: 26, cohorts: before.cohorts, roster: before.roster })
    expect((await invitations(before)).length).toBe(26)
  })

  test('has one cohort and no breakdown if only one group is large enough', async () => {
    await plantRoster({ Platform: 9, Legal: 2 })
    await run(opensAt)
    expect((await row()).cohorts.map(({ id, label, invited }) => [id, label, invited])).toEqual([['all', 'all', 11]])
  })

  test('is cancelled without telling anybody if nobody is left on the roster', async () => {
    await run(opensAt)
    expect(await row()).toMatchObject({ status: 'cancelled', invited: 0, keys: null })
    expect(parameters.size).toBe(0)
    expect((await itemsOf(world.client, 'people')).length).toBe(0)
  })

  test('cut off after any call and run again, is one opening with one key for each cohort', async () => {
    await plantRoster({ Platform: 8, Search: 8 })
    for (let calls = 0; ; calls += 1) {
      await putSurvey(world.client, pulse)
      parameters.clear()
      const cutting = cutOff(withinGrants(world.client, 'clock'), calls, 'after')
      await run(opensAt, cutting.client).catch(() => {})
      await run(opensAt)
      const survey = await row()
      expect(survey).toMatchObject({ status: 'open', invited: 16, pendingKeys: null })
      expect(survey.cohorts.map(({ label }) => label)).toEqual(['Platform', 'Search'])
      expect(parameters.size).toBe(4)
      expect((await invitations(survey)).length).toBe(16)
      if (!cutting.cut()) break
    }
    const mails = (await itemsOf(world.client, 'people')).filter(({ kind }) => kind === 'invitation')
    expect(mails.length).toBe(16)
  })
})
