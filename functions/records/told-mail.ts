/** A mail with its own content as it is queued; apart from `mail.ts`, because its sender reckons with no zone. */
import { readersZone } from '../domain/mail/invitation-mail.ts'
import type { ToldMail } from '../domain/mail/told.ts'
import type { Invitation } from '../domain/people/invitation.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { dayMilliseconds, plus } from '../domain/time/instants.ts'
import { sendAt } from '../domain/time/quiet-hours.ts'
import { expiresAtSeconds } from './kind.ts'
import { mailKey, toldMail, waitingMail } from './mail.ts'

/** Long enough that a mail which nothing hurries never has to go out at night. */
const patientDays = 7

/** To somebody invited, in their working hours. `version` as in `mailKey`. */
export const toldInvited = (
  survey: Pick<Survey, 'surveyId' | 'zone'>,
  person: Pick<Invitation, 'invitationId' | 'email' | 'name' | 'zone' | 'language' | 'unsubscribeId'>,
  { version, told, now }: { readonly version: string; readonly told: ToldMail['told']; readonly now: string },
): ToldMail => {
  const zone = readersZone(person, survey)
  return {
    ...mailKey(survey.surveyId, told.kind, version, person.invitationId),
    to: person.email,
    name: person.name,
    zone,
    language: person.language,
    unsubscribeId: person.unsubscribeId || null,
    queue: waitingMail,
    dueAt: sendAt(now, zone, plus(now, patientDays * dayMilliseconds)),
    attempts: 0,
    outcome: null,
    expiresAtSeconds: expiresAtSeconds(toldMail, now),
    told,
  }
}
