/** A review and a quarter have one survey each: whoever wants to make it puts its claim first, and the row last. */
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

    /** True: the claim is this survey's now. `replaces` is whose it was, or null. */
    putClaim: ({ kind, of }: Claim, surveyId: SurveyId, replaces: SurveyId | null): Promise<boolean> =>
      held(overwrite(claim, { kind, of }, { surveyId }, { when: { surveyId: replaces ?? absent } })),

    /** True: the survey is scheduled, and `clock` finds it from now on. */
    publishSurvey: (survey: Survey): Promise<boolean> => addSurvey(survey),

    /**
     * Bars the id of a survey that was claimed and never written, so that whoever claimed it, if they are still under
     * way, can't write it any more. False: it was written in the meantime.
     */
    abandonSurvey: (survey: Survey, now: string): Promise<boolean> =>
      addSurvey({ ...survey, status: 'cancelled', invited: 0, cancelledAt: now, destroyedAt: now }),
  }
}
