/** Everything that `learning` reads and writes by, as its routes take it. */
import { failureModeStore } from './failure-mode-store.ts'
import { figuresStore } from './figures-store.ts'
import { importStore } from './import-store.ts'
import { learningReviewStore } from './learning-review-store.ts'
import { pulseStore } from './pulse-store.ts'
import { liveStore } from './live-store.ts'
import { meetingStore } from './meeting-store.ts'
import { actionStore } from './action-store.ts'
import { counterfactualStore } from './counterfactual-store.ts'
import { lessonStore } from './lesson-store.ts'
import { metricsStore } from './metrics-store.ts'
import { quarterInputsStore } from './quarter-inputs-store.ts'
import { removalStore } from './removal-store.ts'
import { type LearningStoreSettings, learningStore } from './store.ts'
import { trendsStore } from './trends-store.ts'
import { vendorStore } from './vendor-store.ts'

export type LearningStores = ReturnType<typeof learningStores>

export const learningStores = (settings: LearningStoreSettings) => ({
  store: learningStore(settings),
  failureModes: failureModeStore(settings),
  /** `refreshFigures` follows every write that a quarter's figures depend on. */
  figures: figuresStore(settings),
  pulses: pulseStore(settings),
  live: liveStore(settings),
  meetings: meetingStore(settings),
  actions: actionStore(settings.documents, settings.learningTable),
  counterfactuals: counterfactualStore(settings.documents, settings.learningTable),
  lessons: lessonStore(settings.documents, settings.learningTable),
  trends: trendsStore(settings),
  learningReviews: learningReviewStore(settings),
  quarterInputs: quarterInputsStore(settings),
  metrics: metricsStore(settings),
  vendors: vendorStore(settings),
  imports: importStore(settings),
  removal: removalStore(settings),
})
