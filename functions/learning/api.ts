/** Everything that `learning` answers over HTTP. */
import type { Hono } from 'hono'
import { type AppEnvironment, type AppSettings, operationsApp } from '../http/app.ts'
import { surveyId } from '../domain/ids.ts'
import type { Random } from '../http/repeat.ts'
import { learningOperations } from './operations.ts'
import type { LearningStores } from './stores.ts'

interface Dependencies extends LearningStores {
  readonly random: Random
  readonly siteUrl: string
}

interface LearningDependencies extends LearningStores {
  readonly settings: Omit<AppSettings, 'trace'> & Pick<Dependencies, 'siteUrl'>
  readonly random: Random
}

export const learningApi = ({ settings, ...given }: LearningDependencies): Hono<AppEnvironment> =>
  operationsApp<Dependencies>(
    learningOperations,
    { ...given, siteUrl: settings.siteUrl },
    { ...settings, trace: { ...given.trace, drawSurvey: async () => surveyId(given.random(16)) } },
  )
