/**
 * `npm run synthesize`: reads observations and prints themes, JSON on standard input and output. `-- --format markdown`
 * prints the agenda instead; the document's `facts` describe the incident and the meeting.
 */
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { layOutAgenda } from '../../functions/domain/agenda/agenda.ts'
import { agendaMarkdown } from '../../functions/formats/agenda/markdown.ts'
import { type Agenda, type AgendaFacts, agendaFactsSchema } from '../../functions/domain/agenda/schema.ts'
import { defaultInstrument, findInstrument } from '../../functions/domain/instrument/registry.ts'
import { namedPersonSchema, type Statement, statementSchema } from '../../functions/domain/synthesis/schema.ts'
import { synthesize } from '../../functions/domain/synthesis/synthesis.ts'

/** The purpose of the item is looked up unless the observation states it. */
const observationSchema = statementSchema.extend({
  purpose: statementSchema.shape.purpose.optional(),
  apart: statementSchema.shape.apart.optional(),
})

const inputSchema = z.object({
  participants: z.array(namedPersonSchema).default([]),
  /** The instrument whose items the observations refer to. */
  instrument: z.string().default(defaultInstrument['pre-meeting']),
  observations: z
    .array(observationSchema)
    .refine(all => new Set(all.map(({ id }) => id)).size === all.length, 'an id stands twice'),
  facts: agendaFactsSchema.partial().default({}),
})

const formatSchema = z.enum(['json', 'markdown'])
type Format = z.infer<typeof formatSchema>

/** Defaults for a document without facts: a one-hour meeting at `now`. */
const unknownFacts = (now: string): AgendaFacts => ({
  reviewId: 'unknown',
  surveyId: null,
  title: 'Incident review',
  severity: 'P2',
  services: [],
  failureModes: [],
  startedAt: now,
  detectedAt: null,
  mitigatedAt: null,
  resolvedAt: null,
  deploymentRelated: false,
  vendor: null,
  summary: null,
  meetingAt: now,
  zone: 'UTC',
  durationMinutes: 60,
  takenPart: null,
  checkIn: [],
  rating: null,
  factorTicks: [],
  earlierActions: [],
  withheld: null,
})

/** Leaves out facts that nobody provided. */
const withoutFacts = (agenda: Agenda): Agenda => ({
  ...agenda,
  parts: agenda.parts.map(part => ({
    ...part,
    items: part.items.map(item =>
      item.kind === 'facts'
        ? { ...item, lines: ['The facts of the incident were not given with the observations.'] }
        : item,
    ),
  })),
})

/** An item unknown to the instrument may have promised anything, so its answers are kept apart. */
const statementsOf = (observations: readonly z.infer<typeof observationSchema>[], instrument: string): Statement[] => {
  const items = findInstrument(instrument)?.items ?? []
  return observations.map(observation => {
    const item = items.find(({ id }) => id === observation.item)
    const asked = item?.kind === 'text' ? item : { purpose: null, apart: observation.item !== null }
    return { ...observation, purpose: observation.purpose ?? asked.purpose, apart: observation.apart ?? asked.apart }
  })
}

/**
 * The command's output for one input document. `now` is ISO 8601 with Z. Throws if the shape is wrong or ids repeat.
 */
export const run = (document: string, format: Format, now: string): string => {
  const { participants, instrument, observations, facts } = inputSchema.parse(JSON.parse(document))
  const synthesis = synthesize(statementsOf(observations, instrument), participants)
  if (format === 'markdown') {
    const agenda = layOutAgenda(synthesis, agendaFactsSchema.parse({ ...unknownFacts(now), ...facts }))
    return agendaMarkdown(facts.startedAt === undefined ? withoutFacts(agenda) : agenda)
  }
  const themes = synthesis.themes.map(theme => ({ ...theme, observations: theme.observationIds }))
  return `${JSON.stringify({ ...synthesis, themes })}\n`
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { format: { type: 'string', default: 'json' } } })
  const format = formatSchema.parse(values.format)
  process.stdout.write(run(await text(process.stdin), format, new Date().toISOString()))
}
