/** A survey from its opening on, with clock, mailer and bounces in process: what facilitators see of its mail. */
import { createHash } from 'node:crypto'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { stopReported } from '../../functions/bounces/run.ts'
import { bounceStore } from '../../functions/bounces/store.ts'
import { clockKeys } from '../../functions/clock/keys.ts'
import { runClock } from '../../functions/clock/run.ts'
import { clockStore } from '../../functions/clock/store.ts'
import { parseFragment } from '../../functions/domain/ballot/link.ts'
import { Refusal } from '../../functions/domain/refusal.ts'
import { deliverySchema, surveyDetailSchema } from '../../functions/domain/mail/delivery.ts'
import { passStore } from '../../functions/passes/store.ts'
import { slotOf } from '../../functions/protocol/token.ts'
import { snsEvent } from '../../infra/local/emulators/ses.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { type ownSes, runOnce } from '../mailer/world.ts'
import { testParameters } from '../parameters.ts'
import { emptyTables } from '../survey.ts'
import { type Draft, hours, idIn, organise, plantReview } from './setup.ts'

export const delivered = (client: DynamoDBDocumentClient, ses: ReturnType<typeof ownSes>) => {
  let parameters = new Map<string, string>()
  let signIn = false
  const { call } = organise(client)
  const codes: Record<string, number>[] = []

  const clock = (now: string): Promise<number> =>
    runClock(
      {
        store: clockStore({ ...testTables, documents: withinGrants(client, 'clock') }),
        keys: clockKeys(testParameters(parameters).client, { keyPrefix: '/murmur', keyAlias: 'alias/aws/ssm' }),
        signIn,
        startHarvest: async () => {},
        remaining: () => 50_000,
        report: () => {},
      },
      now,
    )

  const bounces = async (): Promise<void> => {
    const store = bounceStore({ ...testTables, documents: withinGrants(client, 'bounces') })
    for (const event of ses.events.splice(0)) await stopReported(store, snsEvent(event), () => {})
  }

  const mailer = async (now: string) => {
    ses.turnTo(now)
    const ran = await runOnce(client, ses.post, now, { parameters })
    codes.push(ran.codes)
    await bounces()
    return ran
  }

  const linkTo = (address: string): string => {
    const mail = ses.received.toReversed().find(({ to }) => to === address)
    return /https:\S+#\S+/.exec(mail?.mail.text ?? '')?.[0] ?? ''
  }

  return {
    call,
    clock,
    mailer,
    codes,
    bounces,
    linkTo,
    /** The keys that its surveys have. */
    keys: () => parameters,
    /** Whether whoever answers surveys that open from now on signs in. */
    askForSignIn: (asked: boolean): void => {
      signIn = asked
    },
    /** One minute of the schedule. */
    minute: async (now: string): Promise<void> => {
      await clock(now)
      await mailer(now)
    },
    reset: async (): Promise<void> => {
      await emptyTables(client, 'people', 'slots', 'surveys', 'ballots')
      parameters = new Map()
      signIn = false
      codes.length = 0
      ses.reset()
    },
    /** An open survey with its mail sent, at noon. */
    open: async (participants: readonly unknown[], draft: Draft = {}): Promise<string> => {
      const review = await plantReview(client, draft)
      const body = { kind: 'pre-meeting', reviewId: review.id, participants }
      const surveyId = idIn((await call('POST /api/surveys', { body })).json)
      await clock(hours(0))
      await mailer(hours(0))
      return surveyId
    },
    mailsTo: (address: string): number => ses.received.filter(({ to }) => to === address).length,
    /** What becomes of a link when its reader asks for a pass: 'issued', or the refusal. */
    follow: async (link: string): Promise<string> => {
      const parts = parseFragment(link.slice(link.indexOf('#')))
      if (!parts) throw new Error(`no link: ${link}`)
      const tables = documentCalls(withinGrants(client, 'passes'))
      const store = passStore({
        ...testTables,
        keyPrefix: '/murmur',
        tables,
        parameters: testParameters(parameters).call,
      })
      const digest = createHash('sha256').update(link).digest('base64url')
      try {
        const asked = { cohort: parts.cohort, blindedDigest: digest, owner: null }
        await store.issuePass(parts.surveyId, slotOf(parts.token), asked)
        return 'issued'
      } catch (error) {
        if (error instanceof Refusal) return error.code
        throw error
      }
    },
    delivery: async (surveyId: string, at = hours(1)) => {
      const answer = await call(`GET /api/surveys/${surveyId}/delivery`, { at })
      return { ...deliverySchema.parse(answer.json), text: answer.text }
    },
    survey: async (surveyId: string, at = hours(1)) => {
      const answer = await call(`GET /api/surveys/${surveyId}`, { at })
      return { ...surveyDetailSchema.parse(answer.json), text: answer.text }
    },
  }
}
