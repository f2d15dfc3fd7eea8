/**
 * `npm run synthesize`: observations from anywhere in, themes out; JSON on standard input and output.
 * `-- --format markdown` prints the agenda instead; the document's `facts` say of which incident and meeting.
 * `-- --reader COMMAND` asks a command for a proposal; what of it passes joins the default.
 */
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { layOutAgenda } from '../../functions/domain/agenda/agenda.ts'
import { outlineOf } from '../../functions/domain/agenda/outline.ts'
import { questionFor } from '../../functions/domain/agenda/questions.ts'
import { saidOf } from '../../functions/domain/agenda/said.ts'
import { agendaMarkdown } from '../../functions/formats/agenda/markdown.ts'
import { type Agenda, type AgendaFacts, agendaFactsSchema } from '../../functions/domain/agenda/schema.ts'
import { defaultInstrument, findInstrument } from '../../functions/domain/instrument/registry.ts'
import { usualLanguage } from '../../functions/domain/language/language.ts'
import { accept } from '../../functions/domain/reader/accept.ts'
import { type Reading, synthesizeRead } from '../../functions/domain/reader/apply.ts'
import { numbered, type Read, requestOf } from '../../functions/domain/reader/request.ts'
import { splitAnswer } from '../../functions/domain/synthesis/matters.ts'
import { isNonAnswer } from '../../functions/domain/synthesis/non-answers.ts'
import { redact } from '../../functions/domain/synthesis/redaction.ts'
import {
  type Named,
  type NamedPerson,
  namedPersonSchema,
  type Statement,
  statementSchema,
  type Synthesis,
} from '../../functions/domain/synthesis/schema.ts'
import { sortOut } from '../../functions/domain/synthesis/synthesis.ts'
import { command } from '../command.ts'
import { commandReader, readerSeconds } from './reader-command.ts'

/** What its item is for is looked up, unless the observation says it itself. */
const observationSchema = statementSchema.extend({
  purpose: statementSchema.shape.purpose.optional(),
  apart: statementSchema.shape.apart.optional(),
})

const inputSchema = z.object({
  participants: z.array(namedPersonSchema).default([]),
  /** Whose items the observations name. */
  instrument: z.string().default(defaultInstrument['pre-meeting']),
  observations: z
    .array(observationSchema)
    .refine(all => new Set(all.map(({ id }) => id)).size === all.length, 'an id stands twice'),
  facts: agendaFactsSchema.partial().default({}),
})

const formatSchema = z.enum(['json', 'markdown'])
type Format = z.infer<typeof formatSchema>

/** An hour's meeting at `now`: what stands where the document says nothing. */
const unknownFacts = (now: string): AgendaFacts => ({
  reviewId: 'unknown',
  surveyId: null,
  title: 'Incident review',
  language: usualLanguage,
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
  rating: null,
  factorTicks: [],
  earlierActions: [],
  withheld: null,
})

/** Facts that nobody gave are not presented as such. */
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

/**
 * The matters of each answer, with the id of the answer they are of. An item that the instrument does not have may have
 * promised anything: its answers stand apart.
 */
const mattersOf = (
  observations: readonly z.infer<typeof observationSchema>[],
  instrument: string,
): (Statement & { of: string })[] => {
  const items = findInstrument(instrument)?.items ?? []
  return observations.flatMap(observation => {
    const item = items.find(({ id }) => id === observation.item)
    const asked = item?.kind === 'text' ? item : { purpose: null, apart: observation.item !== null }
    const purpose = observation.purpose ?? asked.purpose
    const apart = observation.apart ?? asked.apart
    return splitAnswer(observation.text, purpose === 'condition').map((text, index, all) => ({
      ...observation,
      id: all.length === 1 ? observation.id : `${observation.id}.${index + 1}`,
      of: observation.id,
      text,
      purpose,
      apart,
      // Whoever runs the command chooses its reader.
      mayBeRead: observation.mayBeRead ?? true,
    }))
  })
}

/** What is shown of a run beside what the harvest would file: care stands in the list, since nobody else reads it. */
const asDocument = (
  statements: readonly (Statement & { of: string })[],
  participants: readonly NamedPerson[],
  synthesis: Synthesis,
  facts: AgendaFacts,
  agenda: Agenda,
): object => {
  const filed = new Map(synthesis.observations.map(one => [one.id, one]))
  const silent = ({ choice, text: said }: Statement): boolean => choice === 'themes-only' || isNonAnswer(said)
  const care = statements.filter(one => !filed.has(one.id) && !silent(one))
  const said = saidOf(synthesis, facts)
  const { themes, raisedOnce, strengths, conditions, proposals, nonAnswers, furtherThemesOnly } = synthesis
  const listed = ({ observationIds, text: words }: Named): object => ({ text: words, observations: observationIds })
  return {
    observations: statements.flatMap(({ id, of, text: words, item }): object[] => {
      const one = filed.get(id)
      if (one) return [{ ...one, of, question: questionFor(one.flags, facts) }]
      if (!care.some(other => other.id === id)) return []
      return [{ id, of, text: redact(words, participants), item, flags: [], question: null, factor: null }]
    }),
    themes: themes.map(({ id, title, titleBy, criterion, voices, apart, observationIds, quotes }) => ({
      id,
      title,
      titleBy: titleBy ?? 'quote',
      criterion,
      question: said.themes.find(theme => theme.id === id)?.question ?? '',
      voices,
      apart,
      observations: observationIds,
      quotes: quotes.map(quote => ({ observation: quote.observationId, text: quote.text })),
    })),
    raisedOnce,
    care: care.map(({ id }) => id),
    nothing: nonAnswers,
    furtherThemesOnly,
    strengths,
    timeline: said.timeline.map(({ at, quote, observationId }) => ({
      at,
      text: quote,
      observations: [observationId],
    })),
    disagreements: synthesis.disagreements.map(({ a, b }) => ({
      a: { observation: a.observationId, quote: a.text },
      b: { observation: b.observationId, quote: b.text },
    })),
    conditions: conditions.map(listed),
    proposals: proposals.map(listed),
    brief: outlineOf(agenda)
      .brief.flatMap(({ title, lines, quotes }) => [title, ...lines, ...quotes.map(quote => `“${quote.text}”`)])
      .join('\n'),
  }
}

/** Null where nothing can be asked, or nothing came of it. Nothing is taken unless it passes (functions/domain/reader). */
export const readingOf = async (document: string, read: Read): Promise<Reading | null> => {
  const { participants, instrument, observations } = inputSchema.parse(JSON.parse(document))
  const request = requestOf(numbered(sortOut(mattersOf(observations, instrument), participants).open))
  if (!request) return null
  try {
    return { model: 'the command given', accepted: accept(await read(request), request, participants) }
  } catch (error) {
    process.stderr.write(`the reader gave nothing: ${error instanceof Error ? error.message : 'unknown'}\n`)
    return null
  }
}

/** What the command prints for one input document. `now` is ISO 8601 with Z; refuses what is not its shape, and ids given twice. */
export const run = (document: string, format: Format, now: string, reading: Reading | null = null): string => {
  const { participants, instrument, observations, facts } = inputSchema.parse(JSON.parse(document))
  const statements = mattersOf(observations, instrument)
  const synthesis = synthesizeRead(statements, participants, reading)
  const known = agendaFactsSchema.parse({ ...unknownFacts(now), ...facts })
  const agenda = layOutAgenda(synthesis, known)
  if (format === 'json') return `${JSON.stringify(asDocument(statements, participants, synthesis, known, agenda))}\n`
  return agendaMarkdown(facts.startedAt === undefined ? withoutFacts(agenda) : agenda)
}

if (import.meta.main) {
  await command(import.meta.filename, async () => {
    const { values } = parseArgs({
      options: {
        format: { type: 'string', default: 'json' },
        reader: { type: 'string' },
        'reader-seconds': { type: 'string', default: String(readerSeconds) },
      },
    })
    const format = formatSchema.parse(values.format)
    const document = await text(process.stdin)
    const seconds = z.coerce.number().positive().parse(values['reader-seconds'])
    const reading =
      values.reader === undefined ? null : await readingOf(document, commandReader(values.reader, seconds))
    process.stdout.write(run(document, format, new Date().toISOString(), reading))
  })
}
