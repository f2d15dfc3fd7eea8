/** A review or a quarter has one survey. Whoever wants to create it writes a claim first, and the survey's row last. */
import type { SurveyId } from '../domain/ids.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { absent } from './expressions.ts'
import { expiresAtSeconds } from './kind.ts'
import type { Records } from './records.ts'
import { claim, survey as surveyKind } from './survey.ts'
import { held } from './writing.ts'

export interface Claim {
  readonly kind: 'review' | 'quarter'
  readonly of: string
}

export const surveyClaims = ({ add, get, overwrite }: Records) => {
  const addSurvey = (survey: Survey): Promise<boolean> => {
    const expiring = { expiresAtSeconds: expiresAtSeconds(surveyKind, survey.closesAt) }
    return held(add(surveyKind, { survey: survey.surveyId }, survey, expiring))
  }

  return {
    readClaim: async ({ kind, of }: Claim): Promise<SurveyId | null> =>
      (await get(claim, { kind, of }))?.surveyId ?? null,

    /** True if the claim is now this survey's. `replaces` is the survey it belonged to, or null. */
    putClaim: ({ kind, of }: Claim, surveyId: SurveyId, replaces: SurveyId | null): Promise<boolean> =>
      held(overwrite(claim, { kind, of }, { surveyId }, { when: { surveyId: replaces ?? absent } })),

    /** True if the survey is scheduled, so that `clock` will find it. */
    publishSurvey: (survey: Survey): Promise<boolean> => addSurvey(survey),

    /**
     * Bars the id of a survey that was claimed but never written, so that the claimant, if still running, can no longer
     * write it. False if it has been written in the meantime.
     */
    abandonSurvey: (survey: Survey, now: string): Promise<boolean> =>
      addSurvey({ ...survey, status: 'cancelled', invited: 0, cancelledAt: now, destroyedAt: now }),
  }
}
