/**
 * Tells everybody invited that somebody else leads their review. The review's history commits each handing; whoever
 * writes it has the clock listen beforehand, so that the mail goes out even if the writer was cut off right after.
 */
import { preferred } from '../domain/language/language.ts'
import { askerAmong } from '../domain/mail/invitation-mail.ts'
import type { ToldReader } from '../domain/people/reader.ts'
import type { HandedOver, ToldMail } from '../domain/mail/told.ts'
import { type Handing, leadersOf } from '../domain/review/review.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { mayListBeGone } from '../records/delivery.ts'
import { toldInvited } from '../records/told-mail.ts'
import { queueChunks } from './mailings.ts'
import type { ClockStore } from './store.ts'

/** Under this name `mailings` keeps how many handings came before the opening: nobody was invited then. */
export const knownHandings = 'handed-over'

type OfReview = Survey & { readonly reviewId: NonNullable<Survey['reviewId']> }
type Readers = NonNullable<Awaited<ReturnType<ClockStore['readReaders']>>>

const nameOf = ({ name, email }: { readonly name: string; readonly email: string }): string => name || email

interface Telling {
  readonly version: string
  readonly mail: (person: Parameters<typeof toldInvited>[1], reader: HandedOver['reader']) => ToldMail
}

const tellingOf = (
  survey: OfReview,
  review: Readers,
  readers: ToldReader[],
  handing: Handing,
  number: number,
  now: string,
): Telling => {
  const { facilitators, successors, title } = review
  const version = String(number)
  const told = {
    kind: 'handed-over',
    reviewId: survey.reviewId,
    title,
    meetingAt: survey.meetingAt,
    leader: nameOf(handing.to),
    by: nameOf(handing.by),
    as: handing.as,
    readers,
  } as const
  const asker = askerAmong({ facilitators, successors }, readers)
  return {
    version,
    mail: (person, reader) => ({
      ...toldInvited(survey, person, { version, told: { ...told, reader }, now }),
      ...(asker ? { asker } : {}),
    }),
  }
}

/** Those who lead it learn it too, each by themselves, whether or not they were invited. */
const tellLeaders = async (store: ClockStore, review: Readers, handing: Handing, { mail }: Telling): Promise<void> => {
  for (const { email, name } of leadersOf(review)) {
    const known = await store.readPerson(email)
    const language = preferred([known?.language ?? ''])
    const person = { email, name, language, zone: known?.zone ?? '', unsubscribeId: known?.unsubscribeId ?? '' }
    await store.queueMail(mail({ ...person, invitationId: email }, email === handing.to.email ? 'leader' : 'beside'))
  }
}

/** True when nothing is left to tell. */
const tell = async (
  store: ClockStore,
  survey: OfReview,
  review: Readers,
  handing: Handing,
  number: number,
  now: string,
): Promise<boolean> => {
  const readers = (await store.rosterReaders(review)).map(({ told }) => told)
  const telling = tellingOf(survey, review, readers, handing, number, now)
  // Once the list of those invited is gone there is nobody else left to tell.
  if (mayListBeGone(survey, now)) {
    await tellLeaders(store, review, handing, telling)
    return true
  }
  return queueChunks(store, survey, { name: `${knownHandings}#${number}`, once: true }, async () => {
    await tellLeaders(store, review, handing, telling)
    const leaders = new Set(leadersOf(review).map(({ email }) => email))
    const changes = await store.readListChanges(survey.surveyId)
    const withdrawn = new Set(changes?.withdrawn.map(({ invitationId }) => invitationId))
    return people =>
      people
        .filter(({ email, invitationId }) => !leaders.has(email) && !withdrawn.has(invitationId))
        .map(person => telling.mail(person, 'invited'))
  })
}

/** Looks for handings while the survey's row says so, and tells each of them once, in their order. */
export const tellHandings = async (store: ClockStore, survey: Survey, now: string): Promise<void> => {
  const { surveyId, status, reviewId, listensUntil } = survey
  if (listensUntil === null || reviewId === null) return
  const review = await store.readReaders(reviewId)
  let isTold = true
  for (const [index, handing] of (review?.history ?? []).entries()) {
    if (!review || review.status === 'cancelled' || handing === null) continue
    if (index < (survey.mailings[knownHandings] ?? 0)) continue
    isTold = isTold && (await tell(store, { ...survey, reviewId }, review, handing, index + 1, now))
  }
  if (!isTold || Date.parse(listensUntil) > Date.parse(now)) return
  const done = status === 'harvested' && survey.announcedAt !== null
  await store.updateSurvey(surveyId, { status, listensUntil }, { listensUntil: null }, { done })
}
