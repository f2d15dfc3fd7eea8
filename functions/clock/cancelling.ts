/** A pulse that somebody asked to cancel: who can stop that is told at once, and a day later it ends unread. */
import { withoutNames } from '../domain/survey/life.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { mailingDone, manners, noticeTo } from './mailings.ts'
import type { ClockStore } from './store.ts'

/**
 * Who can stop it, and from which page. Whom the plan names as a leader is told however little the trace knows: right after
 * an installation or an update it names nobody but the one who cancels.
 */
const whoCanStopIt = async (store: ClockStore, now: string): Promise<Map<string, 'desk' | 'trace'>> => {
  const leaders = (await store.readPulsePlan())?.leaders ?? []
  const told = new Map<string, 'desk' | 'trace'>(leaders.map(email => [email, 'trace']))
  for (const [email, roles] of await store.readRoleUsers(now)) {
    if (roles.includes('leadership')) told.set(email, 'trace')
    else if (roles.includes('keeper')) told.set(email, 'desk')
  }
  return told
}

/**
 * One mail to whoever used the role of a keeper or of leadership of late, and to the plan's leaders, at once: of the day that there is to stop it none
 * is spent on waiting for a morning. Mails are put only if absent, so that a run that was cut off is done again.
 */
export const tellCancelling = async (store: ClockStore, survey: Survey, now: string): Promise<void> => {
  const { surveyId, cancelling } = survey
  if (!cancelling) return
  const mailing = `cancelling#${Date.parse(cancelling.until)}`
  if (survey.mailings[mailing] === mailingDone) return
  const by = cancelling.by ?? (await store.readCanceller(surveyId, cancelling.at)) ?? ''
  for (const [email, from] of await whoCanStopIt(store, now)) {
    const notice = noticeTo(
      survey,
      'cancelling',
      { email, name: '', ...(await manners(store, survey, email)) },
      now,
      String(Date.parse(cancelling.until)),
    )
    await store.queueMail({ ...notice, cancelling: { by, until: cancelling.until, from } })
  }
  const { status } = survey
  await store.updateSurvey(
    surveyId,
    { status, cancellingUntil: cancelling.until },
    {},
    { mailing: { name: mailing, next: mailingDone } },
  )
}

/** True if its day is over and the row says so, or another run was faster. Stopped in that moment it goes on. */
export const endCancelling = async (store: ClockStore, survey: Survey, now: string): Promise<boolean> => {
  const { surveyId, status, cancelling } = survey
  // So put that it holds for what is no instant as well: nothing is destroyed by it.
  if (!cancelling || !(Date.parse(now) >= Date.parse(cancelling.until))) return false
  const { at, until } = cancelling
  // Who asked for it stays in the trace alone.
  await store.updateSurvey(
    surveyId,
    { status, cancellingUntil: until },
    { status: 'cancelled', cancelledAt: now, cancelling: { at, until }, ...withoutNames },
  )
  return true
}
