/** `/api/reviews/{id}/agenda.*`: made at download, from what was filed and from the facts as they stand then. */
import type { Hono } from 'hono'
import { applyEdits } from '../../domain/agenda/edits.ts'
import { agendaHtml } from '../../formats/agenda/html.ts'
import { withLive } from '../../domain/agenda/live.ts'
import { agendaMarkdown } from '../../formats/agenda/markdown.ts'
import type { Agenda } from '../../domain/agenda/schema.ts'
import { layOutAgenda } from '../../domain/agenda/agenda.ts'
import { failureModes, namesNow } from '../../domain/incident/failure-mode.ts'
import type { Incident } from '../../domain/incident/incident.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  agendaFacts,
  agendaFileName,
  type AgendaFormat,
  agendaFormats,
  agendaSource,
  type Edits,
  editsInputSchema,
} from '../../domain/agenda/of-review.ts'
import type { Review } from '../../domain/review/review.ts'
import { vendorKnown, vendorView } from '../../domain/incident/vendor.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { type AppContext, body, route } from '../../http/route.ts'
import { agendaCalendar } from '../../formats/agenda/calendar.ts'
import { agendaDocx } from '../../formats/agenda/docx.ts'
import { liveObservations } from '../reviews/live-closing.ts'
import { type EarlierStores, knownBefore } from './known-before.ts'
import { readOwnReview } from '../reviews/own-review.ts'
import type { LiveStore } from '../reviews/live.store.ts'
import type { SurveyStore } from '../items/surveys.store.ts'
import type { ReviewStore } from '../reviews/reviews.store.ts'

const contentTypes: Readonly<Record<AgendaFormat, string>> = {
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  json: 'application/json',
  ics: 'text/calendar; charset=utf-8',
}

const rendered = (agenda: Agenda, format: AgendaFormat): string | Promise<Uint8Array> => {
  switch (format) {
    case 'md':
      return agendaMarkdown(agenda)
    case 'html':
      return agendaHtml(agenda)
    case 'docx':
      return agendaDocx(agenda)
    case 'json':
      return JSON.stringify(agenda)
    case 'ics':
      return agendaCalendar(agenda)
    default:
      return format satisfies never
  }
}

/** Edits of a large agenda, with the observations of its splits. */
const editsBytes = 1_000_000

const vendorKnownOf = async ({ vendors, actions }: EarlierStores, incident: Incident) => {
  const section = incident.vendor ? await vendors.readVendorSection(incident.id) : null
  if (!section) return {}
  const action = section.outcome?.kind === 'action' ? await actions.readAction(section.outcome.actionId) : null
  return { vendorKnown: vendorKnown(vendorView(section, incident), action) }
}

interface Stores extends EarlierStores {
  readonly reviews: ReviewStore
  readonly surveys: SurveyStore
  readonly live: LiveStore
}

export const agendaRoutes = (app: Hono<AppEnvironment>, stores: Stores): void => {
  const { incidents, reviews, surveys, live } = stores

  /** Failure modes under the names they have now. */
  const asItIsCalled = async (incident: Incident): Promise<Incident> => {
    if (incident.failureModes.length === 0) return incident
    const modes = failureModes(await stores.failureModes.listFailureModes())
    return { ...incident, failureModes: namesNow(incident.failureModes, modes) }
  }

  const layOut = async (review: Review, now: string): Promise<Agenda> => {
    const [recorded, survey] = await Promise.all([
      incidents.readIncident(review.incidentId),
      surveys.surveyOf(review.id),
    ])
    if (!recorded) throw new Refusal('unknown_incident')
    const incident = await asItIsCalled(recorded)
    const source = agendaSource(survey, review, now)
    const [before, vendorKnown] = await Promise.all([
      knownBefore(stores, recorded, review, now),
      vendorKnownOf(stores, recorded),
    ])
    const known = { ...before, ...vendorKnown }
    if (typeof source === 'string' || !survey) {
      const reason = source === 'survey_cancelled' ? source : 'no_survey'
      return layOutAgenda(null, { ...agendaFacts(incident, review, survey, reason), ...known })
    }
    const filed = await surveys.readStatements(survey.surveyId, source.filed.run)
    if (!filed) throw new Refusal('not_harvested')
    return layOutAgenda(filed.synthesis, { ...agendaFacts(incident, review, survey, filed), ...known })
  }

  /** With what was added during the meeting, once its channel has closed. */
  const generate = async (review: Review, now: string): Promise<Agenda> => {
    const [agenda, added] = await Promise.all([layOut(review, now), liveObservations(live, review.id, now)])
    return withLive(agenda, added)
  }

  const download = async (context: AppContext, format: AgendaFormat): Promise<Response> => {
    const review = await readOwnReview(reviews, context)
    const [generated, saved] = await Promise.all([generate(review, context.get('now')), reviews.readEdits(review.id)])
    // Edits that a move or a shorter meeting has overtaken are passed over: an agenda is better than none.
    const { agenda } = applyEdits(generated, saved?.edits ?? [])
    const content = await rendered(agenda, format)
    return new Response(typeof content === 'string' ? content : new Uint8Array(content), {
      headers: {
        'content-type': contentTypes[format],
        'content-disposition': `attachment; filename="${agendaFileName(agenda, format)}"`,
        'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
        'x-content-type-options': 'nosniff',
      },
    })
  }

  /** The same list again, because its reply was lost, is the version it made. */
  const saveEdits = async (context: AppContext): Promise<number> => {
    const { version, edits } = await body(context, editsInputSchema, editsBytes)
    const review = await readOwnReview(reviews, context)
    const { refused } = applyEdits(await generate(review, context.get('now')), edits)
    if (refused.length > 0) {
      const issues = refused.map(({ index, reason }) => ({ path: `edits.${index}`, message: reason }))
      const detail = issues.map(({ path, message }) => `${path}: ${message.replaceAll('_', ' ')}`).join('; ')
      throw new Refusal('edit_does_not_fit', detail, { issues })
    }
    const next: Edits = { version: version + 1, edits }
    if (await reviews.saveEdits(review.id, next)) return next.version
    const saved = await reviews.readEdits(review.id)
    if (JSON.stringify(saved) !== JSON.stringify(next)) throw new Refusal('changed_meanwhile')
    return next.version
  }

  for (const format of agendaFormats) {
    route(app, `/api/reviews/:id/agenda.${format}`, { GET: context => download(context, format) })
  }
  route(app, '/api/reviews/:id/agenda/edits', {
    GET: async context => {
      const review = await readOwnReview(reviews, context)
      return context.json((await reviews.readEdits(review.id)) ?? { version: 0, edits: [] })
    },
    PUT: async context => context.json({ version: await saveEdits(context) }),
  })
}
