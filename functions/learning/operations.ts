/** Every operation that `learning` answers. */
import { actionOperations } from './actions/actions.routes.ts'
import { actionTableOperations } from './actions/table.routes.ts'
import { agendaOperations } from './agenda/agenda.routes.ts'
import { conditionsOfReview } from './agenda/conditions.routes.ts'
import { roomOperations } from './agenda/room.routes.ts'
import { counterfactualOperations } from './conditions/conditions.routes.ts'
import { failureModeOperations } from './incidents/failure-modes.routes.ts'
import { incidentTableOperations } from './incidents/table.routes.ts'
import { importIncidents } from './incidents/import.routes.ts'
import { importUndoOperations } from './incidents/import-undo.routes.ts'
import { incidentOperations } from './incidents/incidents.routes.ts'
import { vendorOperations } from './vendors/vendors.routes.ts'
import { metricOperations } from './figures/metrics.routes.ts'
import { lessonOperations } from './library/lessons.routes.ts'
import { libraryOperations } from './library/library.routes.ts'
import { recordOperations } from './library/records.routes.ts'
import { receiptOperations } from './pulses/receipts.routes.ts'
import { replyOperations } from './pulses/replies.routes.ts'
import { trendOperations } from './pulses/trends.routes.ts'
import { editionOperations } from './quarters/editions.routes.ts'
import { quarterInputOperations } from './quarters/inputs.routes.ts'
import { learningReviewOperations } from './quarters/learning-reviews.routes.ts'
import { aroundOperations } from './course/around.routes.ts'
import { courseOperations } from './course/course.routes.ts'
import { liveOperations } from './reviews/live.routes.ts'
import { liveDeskOperations } from './reviews/live-desk.routes.ts'
import { meetingOperations } from './reviews/meeting.routes.ts'
import { traceOperations } from './trace/trace.routes.ts'
import { runningOperations } from './reviews/running.routes.ts'
import { reviewOperations } from './reviews/reviews.routes.ts'

export const learningOperations = [
  ...incidentOperations,
  ...incidentTableOperations,
  importIncidents,
  ...importUndoOperations,
  ...failureModeOperations,
  ...vendorOperations,
  ...actionOperations,
  ...actionTableOperations,
  ...counterfactualOperations,
  conditionsOfReview,
  ...agendaOperations,
  ...roomOperations,
  ...reviewOperations,
  ...courseOperations,
  ...aroundOperations,
  ...meetingOperations,
  ...liveDeskOperations,
  ...runningOperations,
  ...liveOperations,
  ...lessonOperations,
  ...libraryOperations,
  ...recordOperations,
  ...trendOperations,
  ...receiptOperations,
  ...replyOperations,
  ...learningReviewOperations,
  ...editionOperations,
  ...quarterInputOperations,
  ...metricOperations,
  ...traceOperations,
] as const
