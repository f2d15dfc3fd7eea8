/** `/api/surveys/{id}/delivery`: whom the mail reached, and what mends it. Never who has taken part. */
import * as z from 'zod'
import type { Language } from '../domain/language/language.ts'
import {
  type Delivery,
  type DeliveryReason,
  deliverySchema,
  didNotArrive,
  type DeliveryState,
  type ListChanges,
} from '../domain/mail/delivery.ts'
import { type DeliveryFacts, deliveryOf } from '../domain/mail/standing.ts'
import { invitationAgain } from '../domain/mail/invitation-mail.ts'
import { deliveryWords } from '../domain/mail/words/languages.ts'
import { type Invitation, inForce, rootOf } from '../domain/people/invitation.ts'
import { emailSchema } from '../domain/people/address.ts'
import { stopReason } from '../domain/people/person.ts'
import { Refusal } from '../domain/refusal.ts'
import { isLive } from '../domain/survey/life.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { operation } from '../http/operation.ts'
import { expiresAtSeconds } from '../records/kind.ts'
import { mail as mailKind, mailKey } from '../records/mail.ts'
import type { OrganiseDependencies } from './dependencies.ts'
import { attempts, readOwnSurvey, requireChangeable, surveyParameter } from './own-survey.ts'
import { changeAddress } from './participants.ts'
import type { OrganiseStore } from './store.ts'

const isOpen = ({ status, closesAt }: Survey, now: string): boolean =>
  isLive(status) && Date.parse(closesAt) > Date.parse(now)

const wordsOf =
  (language: Language) =>
  (state: DeliveryState, reason: DeliveryReason | null): string =>
    (reason && deliveryWords[language].reasons[reason]) || deliveryWords[language].states[state]

const viewOf = (survey: Survey, facts: DeliveryFacts, now: string, language: Language): Delivery =>
  deliveryOf({ ...survey, open: isOpen(survey, now) }, facts, now, wordsOf(language))

/** Of a survey whose list is no longer kept. */
const nothingKept: DeliveryFacts = {
  invitations: [],
  mails: [],
  withdrawn: [],
  since: [],
  stops: new Map(),
  returned: new Map(),
  onRoster: new Set(),
  mailKeptDays: 0,
}

const readView = async (store: OrganiseStore, survey: Survey, now: string, language: Language): Promise<Delivery> =>
  viewOf(survey, (await store.readDelivery(survey, now)) ?? nothingKept, now, language)

const shared = { who: 'organiser', tag: 'surveys', parameters: { id: surveyParameter } } as const

const example = {
  surveyId: 'srv_aaaaaaaaaaaaaaaa',
  invited: 4,
  withdrawn: 0,
  counts: {
    bounced: 1,
    refused: 0,
    complained: 0,
    aside: 0,
    returned: 0,
    left: 0,
    unsubscribed: 0,
    late: 0,
    held: 0,
    queued: 0,
    sent: 3,
    withdrawn: 0,
    unknown: 0,
  },
  notReached: { bounced: 1, refused: 0, complained: 0, unsubscribed: 0, aside: 0, left: 0 },
  rows: [
    {
      address: 'ann@example.com',
      name: 'Ann Example',
      state: 'bounced',
      reason: 'no-mailbox',
      words: 'It came back: there is no such mailbox.',
      at: '2026-11-24T12:01:00.000Z',
      until: null,
      remedy: 'correct',
    },
  ],
  others: 0,
  addedSinceCount: 0,
  unreadable: 0,
}

const readDelivery = operation({
  ...shared,
  method: 'GET',
  path: '/api/surveys/{id}/delivery',
  summary: 'Whom the mail reached, with reasons and remedies; never who has taken part.',
  description:
    'Sorted by trouble, then by name. Nothing in it depends on an answer: it is the same before and after one. Of a pulse, ' +
    'only those with trouble are listed.',
  answers: { 200: deliverySchema },
  refuses: [],
  example: { params: { id: 'srv_aaaaaaaaaaaaaaaa' }, answer: example },
}).handledBy(({ store }: OrganiseDependencies) => async request => {
  const { survey } = await readOwnSurvey(store, request, 'change')
  return { status: 200, json: await readView(store, survey, request.now, request.language) }
})

/** Enough for the mailer not to meet the mail before the bounce is lifted. */
const afterLiftingMilliseconds = 20_000

const mendable: ReadonlySet<DeliveryState> = new Set(['bounced', 'refused', 'returned'])

/** True if it is done; false if somebody else changed the list, so that everything has to be read again. */
const sendAgain = async (
  store: OrganiseStore,
  survey: Survey,
  person: Invitation,
  changes: ListChanges | null,
  since: string,
  now: string,
): Promise<boolean> => {
  // Before the mail can arrive: from now on the next count would tell of this one person.
  const came = {
    withdrawn: changes?.withdrawn ?? [],
    since: [...(changes?.since ?? []), rootOf(person)],
    closes: false,
  }
  if (!(await store.changeList(survey, changes, came, now))) return false
  const version = `again-${Date.parse(since)}`
  const dueAt = new Date(Date.parse(now) + afterLiftingMilliseconds).toISOString()
  const queued = {
    ...mailKey(survey.surveyId, 'invitation', version, person.invitationId),
    expiresAtSeconds: expiresAtSeconds(mailKind, survey.closesAt),
  }
  const asker = survey.reviewId === null ? null : await store.readAsker(survey.reviewId)
  await store.queueAnew(survey.surveyId, version, { ...invitationAgain(survey, person, asker, dueAt), ...queued })
  if (!(await store.liftBounce(person.email))) throw new Refusal('mail_stays_stopped')
  return true
}

const sendAnew = operation({
  ...shared,
  method: 'POST',
  path: '/api/surveys/{id}/delivery/again',
  summary: 'Lifts a bounce, and sends the invitation again; the same after a refusal by SES.',
  description: 'A complaint, or a stop by the person, cannot be lifted. Whoever was reached is not mailed again.',
  body: z.object({ address: emailSchema }),
  trace: { act: 'stop-lifted', about: 'survey' },
  answers: { 200: deliverySchema },
  refuses: [
    'not_invited',
    'mail_stays_stopped',
    'survey_closed',
    'survey_cancelled',
    'review_cancelled',
    'changed_meanwhile',
  ],
  example: { params: { id: 'srv_aaaaaaaaaaaaaaaa' }, body: { address: 'ann@example.com' }, answer: example },
}).handledBy(({ store }: OrganiseDependencies) => async request => {
  const { now, language } = request
  const { address } = request.body
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { survey, review } = await readOwnSurvey(store, request, 'change')
    requireChangeable(survey, review, now)
    const [changes, facts] = [await store.readListChanges(survey.surveyId), await store.readDelivery(survey, now)]
    if (!facts) throw new Refusal('survey_closed')
    const person = inForce(facts.invitations).find(({ email }) => email === address)
    const view = deliveryOf({ ...survey, kind: 'pre-meeting', open: true }, facts, now, wordsOf(language))
    const row = view.rows.find(one => one.address === address)
    if (!person || !row) throw new Refusal('not_invited')
    // A stop that followed a mail is no trouble of it, and stops the next one all the same.
    const stop = facts.stops.get(address)
    if (stop && stopReason(stop) !== 'bounced') throw new Refusal('mail_stays_stopped')
    if (mendable.has(row.state) && !(await sendAgain(store, survey, person, changes, row.at ?? survey.opensAt, now)))
      continue
    return { status: 200, json: await readView(store, survey, now, language) }
  }
  throw new Refusal('changed_meanwhile')
})

const tryNow = operation({
  ...shared,
  method: 'POST',
  path: '/api/surveys/{id}/delivery/now',
  summary: 'Tries mail again now that was tried in vain and would wait for up to a quarter of an hour.',
  description: 'What waits for working hours, or is being sent, is left alone. Nobody is mailed twice by it.',
  trace: { act: 'mail-tried-again', about: 'survey' },
  answers: { 200: deliverySchema },
  refuses: ['survey_closed', 'survey_cancelled', 'review_cancelled'],
  example: { params: { id: 'srv_aaaaaaaaaaaaaaaa' }, answer: example },
}).handledBy(({ store }: OrganiseDependencies) => async request => {
  const { now, language } = request
  const { survey, review } = await readOwnSurvey(store, request, 'change')
  requireChangeable(survey, review, now)
  await store.tryMailNow(survey.surveyId, now)
  return { status: 200, json: await readView(store, survey, now, language) }
})

/**
 * Refuses `mail_not_returned` unless the mail is known not to have arrived. A correction that was cut off has withdrawn it
 * already, so that what the mail came to is asked for as if nobody had.
 */
const requireUndelivered =
  (store: OrganiseStore, now: string, language: Language) =>
  async (survey: Survey, email: string): Promise<void> => {
    const facts = { ...((await store.readDelivery(survey, now)) ?? nothingKept), withdrawn: [] }
    const row = viewOf(survey, facts, now, language).rows.find(({ address }) => address === email)
    if (!row || !didNotArrive(row)) throw new Refusal('mail_not_returned')
  }

const correctAddress = operation({
  ...shared,
  method: 'POST',
  path: '/api/surveys/{id}/delivery/correct',
  summary: 'Sends somebody’s invitation to another address in the place of the first.',
  description:
    'Of mail that did not arrive alone, and never to whoever leads the review or reads its statements: the two are one ' +
    'invitation, so the new link would tell whether the old one was used. The old one is closed. `invited` stays.',
  body: z.object({ from: emailSchema, to: emailSchema }),
  trace: { act: 'address-corrected', about: 'survey' },
  answers: { 200: deliverySchema },
  refuses: [
    'not_invited',
    'already_invited',
    'one_mailbox',
    'not_on_roster',
    'mail_not_returned',
    'corrected_to_reader',
    'survey_closed',
    'survey_cancelled',
    'review_cancelled',
    'survey_not_open',
    'changed_meanwhile',
  ],
  example: {
    params: { id: 'srv_aaaaaaaaaaaaaaaa' },
    body: { from: 'ann@example.con', to: 'ann@example.com' },
    answer: { ...example, counts: { ...example.counts, bounced: 0, queued: 1 } },
  },
}).handledBy((dependencies: OrganiseDependencies) => async request => {
  const { store } = dependencies
  const { now, language } = request
  await changeAddress(dependencies, request, requireUndelivered(store, now, language))
  const { survey } = await readOwnSurvey(store, request, 'change')
  return { status: 200, json: await readView(store, survey, now, language) }
})

export const deliveryOperations = [readDelivery, sendAnew, tryNow, correctAddress] as const
