/** A pulse that somebody asked to cancel: who can stop that is told at once, and a day later it ends unread. */
import { preferred } from '../domain/language/language.ts'
import { withoutNames } from '../domain/survey/life.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { mailingDone, noticeTo } from './mailings.ts'
import type { ClockStore } from './store.ts'

/**
 * One mail to whoever used the role of a keeper or of leadership of late, at once: of the day that there is to stop it none
 * is spent on waiting for a morning. Mails are put only if absent, so that a run that was cut off is done again.
 */
export const tellCancelling = async (store: ClockStore, survey: Survey, now: string): Promise<void> => {
  const { surveyId, cancelling } = survey
  if (!cancelling) return
  const mailing = `cancelling#${Date.parse(cancelling.until)}`
  if (survey.mailings[mailing] === mailingDone) return
  const by = cancelling.by ?? (await store.readCanceller(surveyId, cancelling.at)) ?? ''
  for (const [email, roles] of await store.readRoleUsers(now)) {
    const from = roles.includes('leadership') ? 'trace' : roles.includes('keeper') ? 'desk' : null
    if (from === null) continue
    const language = preferred([(await store.readPerson(email))?.language ?? ''])
    const notice = noticeTo(
      survey,
      'cancelling',
      { email, name: '', language },
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
  if (!cancelling || Date.parse(now) < Date.parse(cancelling.until)) return false
  const { at, until } = cancelling
  // Who asked for it stays in the trace alone.
  await store.updateSurvey(
    surveyId,
    { status, cancellingUntil: until },
    { status: 'cancelled', cancelledAt: now, cancelling: { at, until }, ...withoutNames },
  )
  return true
}
