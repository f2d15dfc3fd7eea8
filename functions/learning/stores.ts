/** The stores of `learning`, as its operations expect them. */
import { actionStore } from './actions/actions.store.ts'
import { figuresStore } from './figures/figures.store.ts'
import { metricsStore } from './figures/metrics.store.ts'
import { failureModeStore } from './incidents/failure-modes.store.ts'
import { importStore } from './incidents/import.store.ts'
import { incidentStore } from './incidents/incidents.store.ts'
import { removalStore } from './incidents/removal.store.ts'
import { vendorStore } from './vendors/vendors.store.ts'
import { lessonStore } from './library/lessons.store.ts'
import { pulseStore } from './pulses/pulses.store.ts'
import { repliesStore } from './pulses/replies.store.ts'
import { trendsStore } from './pulses/trends.store.ts'
import { editionsStore } from './figures/editions.store.ts'
import { quarterInputsStore } from './quarters/inputs.store.ts'
import { learningReviewStore } from './quarters/learning-reviews.store.ts'
import { counterfactualStore } from './conditions/conditions.store.ts'
import { liveStore } from './reviews/live.store.ts'
import { runningStore } from './reviews/running.store.ts'
import { reviewStore } from './reviews/reviews.store.ts'
import { traceOf } from '../records/trace.ts'
import { deskStore } from './items/desk.store.ts'
import { recordsIn } from './items/tables.store.ts'
import { surveyStore, type SurveyTables } from './items/surveys.store.ts'

interface LearningTables extends SurveyTables {
  readonly traceTable: string
  readonly liveTable: string
}
export type LearningStores = ReturnType<typeof learningStores>

export const learningStores = (settings: LearningTables) => ({
  calendar: settings.calendar,
  desk: deskStore(settings),
  incidents: incidentStore(settings),
  reviews: reviewStore(settings),
  surveys: surveyStore(settings),
  failureModes: failureModeStore(settings),
  /** Call `refreshFigures` after every write that a quarter's figures depend on. */
  figures: figuresStore(settings),
  pulses: pulseStore(settings),
  live: liveStore(settings),
  running: runningStore(settings),
  actions: actionStore(settings),
  counterfactuals: counterfactualStore(settings),
  lessons: lessonStore(settings),
  trends: trendsStore(settings),
  learningReviews: learningReviewStore(settings),
  quarterInputs: quarterInputsStore(settings),
  editions: editionsStore(settings),
  replies: repliesStore(settings),
  metrics: metricsStore(settings),
  vendors: vendorStore(settings),
  imports: importStore(settings),
  removal: removalStore(settings),
  trace: traceOf(recordsIn(settings)),
})
