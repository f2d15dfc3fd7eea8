/** Every operation that `organise` answers. */
import { alikeOperations } from './alike.ts'
import { deliveryOperations } from './delivery.ts'
import { participantOperations } from './participants.ts'
import { peopleOperations } from './people.ts'
import { pulsePlanOperations } from './pulse-plan.ts'
import { handoverOperations } from './handover.ts'
import { mailRecord } from './record-mail.ts'
import { replacedOperations } from './replaced.ts'
import { scheduleSurvey } from './schedule.ts'
import { surveyOperations } from './surveys.ts'
import { unsubscribeOperations } from './unsubscribe.ts'

export const organiseOperations = [
  ...peopleOperations,
  ...alikeOperations,
  ...replacedOperations,
  scheduleSurvey,
  ...surveyOperations,
  ...participantOperations,
  ...deliveryOperations,
  mailRecord,
  ...handoverOperations,
  ...pulsePlanOperations,
  ...unsubscribeOperations,
] as const
