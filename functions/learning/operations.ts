/** Everything that `learning` answers. */
import { lessonOperations } from './library/lessons.routes.ts'
import { recordOperations } from './library/records.routes.ts'
import { liveOperations } from './reviews/live.routes.ts'
import { meetingOperations } from './reviews/meeting.routes.ts'
import { reviewOperations } from './reviews/reviews.routes.ts'

export const learningOperations = [
  ...reviewOperations,
  ...meetingOperations,
  ...liveOperations,
  ...lessonOperations,
  ...recordOperations,
] as const
