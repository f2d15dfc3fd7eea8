/** Everything that `learning` answers. */
import { metricOperations } from './figures/metrics.routes.ts'
import { lessonOperations } from './library/lessons.routes.ts'
import { recordOperations } from './library/records.routes.ts'
import { receiptOperations } from './pulses/receipts.routes.ts'
import { trendOperations } from './pulses/trends.routes.ts'
import { quarterInputOperations } from './quarters/inputs.routes.ts'
import { learningReviewOperations } from './quarters/learning-reviews.routes.ts'
import { liveOperations } from './reviews/live.routes.ts'
import { meetingOperations } from './reviews/meeting.routes.ts'
import { reviewOperations } from './reviews/reviews.routes.ts'

export const learningOperations = [
  ...reviewOperations,
  ...meetingOperations,
  ...liveOperations,
  ...lessonOperations,
  ...recordOperations,
  ...trendOperations,
  ...receiptOperations,
  ...learningReviewOperations,
  ...quarterInputOperations,
  ...metricOperations,
] as const
