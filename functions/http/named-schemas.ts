/** Schemas that the API document defines once and refers to by name. */
import type * as z from 'zod'
import { actionSchema } from '../domain/action/action.ts'
import { agendaSchema } from '../domain/agenda/schema.ts'
import { formSchema } from '../domain/ballot/ballot.ts'
import { incidentInputSchema, incidentViewSchema } from '../domain/incident/incident.ts'
import { citedLessonSchema } from '../domain/review/lesson.ts'
import { rosterEntrySchema } from '../domain/people/person.ts'
import { pulsePlanInputSchema, pulsePlanViewSchema } from '../domain/survey/pulse-plan.ts'
import { reviewViewSchema } from '../domain/course/stage.ts'
import { surveyInputSchema, surveyViewSchema } from '../domain/survey/survey.ts'
import { trendsSchema } from '../domain/trends/schema.ts'

type Names = Readonly<Record<string, z.ZodType>>

export const answerNames: Names = {
  Action: actionSchema,
  Agenda: agendaSchema,
  Form: formSchema,
  Incident: incidentViewSchema,
  Lesson: citedLessonSchema,
  Person: rosterEntrySchema,
  PulsePlan: pulsePlanViewSchema,
  Review: reviewViewSchema,
  Survey: surveyViewSchema,
  Trends: trendsSchema,
}

/** For bodies, because fields that are optional in a body are always present in an answer. */
export const bodyNames: Names = {
  IncidentInput: incidentInputSchema,
  PulsePlanInput: pulsePlanInputSchema,
  SurveyInput: surveyInputSchema,
}
