/** One person's invitation as it stands in the outbox. */
import type { Invitation } from '../people/invitation.ts'
import type { ToldReader } from '../people/reader.ts'
import type { Survey } from '../survey/survey.ts'
import { sendAt } from '../time/quiet-hours.ts'
import { usableZone } from '../time/zone.ts'
import type { Asker, Mail } from './mail.ts'

type Keyless = Omit<Mail, 'pk' | 'sk' | 'expiresAtSeconds'>

/** A reader without a zone that can be used is written to in the review's, or the organisation's. */
export const readersZone = (person: Pick<Invitation, 'zone'>, survey: Pick<Survey, 'zone'>): string =>
  usableZone(person.zone, survey.zone)

/** What every mail to somebody invited has in common. */
export const mailedTo = (
  person: Invitation,
  survey: Pick<Survey, 'surveyId' | 'zone'>,
  asker: Asker | null,
): Omit<Keyless, 'kind' | 'dueAt'> => ({
  surveyId: survey.surveyId,
  to: person.email,
  name: person.name,
  zone: readersZone(person, survey),
  language: person.language,
  invitationId: person.invitationId,
  cohort: person.cohort,
  unsubscribeId: person.unsubscribeId || null,
  ...(person.replaces ? { replaces: person.replaces } : {}),
  ...(asker ? { asker } : {}),
  queue: 'mail',
  attempts: 0,
  outcome: null,
})

/** From `dueAt` on, in its reader's working hours. */
export const invitationAgain = (
  survey: Pick<Survey, 'surveyId' | 'zone' | 'closesAt'>,
  person: Invitation,
  asker: Asker | null,
  dueAt: string,
): Keyless => ({
  ...mailedTo(person, survey, asker),
  kind: 'invitation',
  dueAt: sendAt(dueAt, readersZone(person, survey), survey.closesAt),
})

interface Named {
  readonly name: string
  readonly email: string
}

/** Who asks: whoever took the review over last, else its first facilitator. Null if there is none. */
export const askerAmong = (
  led: { readonly facilitators: readonly Named[]; readonly successors: readonly Named[] } | null,
  readers: readonly ToldReader[],
): Asker | null => {
  const [first] = led?.facilitators ?? []
  if (!led || !first) return null
  const successor = led.successors.at(-1)
  return {
    ...(successor ?? first),
    readers: [...readers],
    ...(successor ? { organizer: first } : {}),
  }
}
