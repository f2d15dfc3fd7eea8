/** `/api/reviews/{id}/agenda.*`: laid out at download, from what was filed and from the facts as they stand then. */
import { type KeptEdits, keptEditsSchema, moreEditsSchema } from '../../domain/agenda/edit.ts'
import { isKept, withMore } from '../../domain/agenda/keeping.ts'
import { agendaHtml } from '../../formats/agenda/html.ts'
import { agendaMarkdown } from '../../formats/agenda/markdown.ts'
import { nothingTurned } from '../../domain/agenda/plain.ts'
import { type Agenda, agendaSchema } from '../../domain/agenda/schema.ts'
import { Refusal } from '../../domain/refusal.ts'
import { agendaFileName, type AgendaFormat, agendaSource } from '../../domain/agenda/of-review.ts'
import { careSchema } from '../../domain/synthesis/schema.ts'
import { operation } from '../../http/operation.ts'
import { agendaCalendar } from '../../formats/agenda/calendar.ts'
import { agendaDocx } from '../../formats/agenda/docx.ts'
import { agendaSheet } from '../../formats/agenda/sheet.ts'
import { requireReading, reviewParameter, type ReviewRequest } from '../reviews/own-review.ts'
import { type AgendaStores, planRefusals, editedAgenda, generatedAgenda } from './laid-out.ts'

/** Enough for the edits of a large agenda, including the observations in its splits. */
const editsBytes = 1_000_000

/** For whoever stands in the terms; a successor has `agenda/room`. */
const edited = async (stores: AgendaStores, request: ReviewRequest & { readonly now: string }): Promise<Agenda> => {
  const { reading } = await requireReading(stores, request)
  return editedAgenda(stores, reading, request.now)
}

/** Served as a file to keep, which runs nothing when it is opened. */
const headersOf = (agenda: Agenda, format: AgendaFormat, kind = '') => ({
  'content-disposition': `attachment; filename="${agendaFileName(agenda, format, kind)}"`,
  'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
})

const shared = { who: 'facilitator', tag: 'reviews', parameters: { id: reviewParameter } } as const
const agendaRefusals = [...planRefusals, 'not_in_terms'] as const

const readMarkdown = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda.md',
  summary: 'The agenda as Markdown.',
  trace: { act: 'agenda-downloaded', about: 'review' },
  answers: { 200: { contentType: 'text/markdown; charset=utf-8' } },
  refuses: agendaRefusals,
  example: { params: { id: 'rev_aaaaaaaaaaaaaaaa' } },
}).handledBy((stores: AgendaStores) => async request => {
  const agenda = await edited(stores, request)
  return { status: 200, body: agendaMarkdown(agenda), headers: headersOf(agenda, 'md') }
})

const readHtml = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda.html',
  summary: 'The agenda, ready to print.',
  trace: { act: 'agenda-downloaded', about: 'review' },
  answers: { 200: { contentType: 'text/html; charset=utf-8' } },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const agenda = await edited(stores, request)
  return { status: 200, body: agendaHtml(agenda), headers: headersOf(agenda, 'html') }
})

/** By a name that no other format has: a person looks for it beside the agenda. */
const readSheet = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda-sheet.html',
  summary: 'Two pages for the table: the brief, the rules, and the hour with lines to write on.',
  trace: { act: 'agenda-downloaded', about: 'review' },
  answers: { 200: { contentType: 'text/html; charset=utf-8' } },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const agenda = await edited(stores, request)
  return { status: 200, body: agendaSheet(agenda), headers: headersOf(agenda, 'html', '-sheet') }
})

const readDocx = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda.docx',
  summary: 'The agenda as a text document.',
  trace: { act: 'agenda-downloaded', about: 'review' },
  answers: { 200: { contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' } },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const agenda = await edited(stores, request)
  return { status: 200, body: new Uint8Array(await agendaDocx(agenda)), headers: headersOf(agenda, 'docx') }
})

const readJson = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda.json',
  summary: 'The agenda as data.',
  trace: { act: 'agenda-read', about: 'review', daily: true },
  answers: { 200: agendaSchema },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const agenda = await edited(stores, request)
  return { status: 200, json: nothingTurned(agenda), headers: headersOf(agenda, 'json') }
})

const readCalendar = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda.ics',
  summary: 'The meeting with its agenda as a calendar entry.',
  trace: { act: 'agenda-downloaded', about: 'review' },
  answers: { 200: { contentType: 'text/calendar; charset=utf-8' } },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const { reading } = await requireReading(stores, request)
  const agenda = await editedAgenda(stores, reading, request.now)
  return { status: 200, body: agendaCalendar(agenda, reading.review.version), headers: headersOf(agenda, 'ics') }
})

/** What needs care is no part of the agenda, so that no download, print or mail can hold it. */
const readCare = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/care',
  summary: 'Statements that need care, for the facilitator’s eyes alone; only their number where few people wrote.',
  trace: { act: 'agenda-read', about: 'review', daily: true },
  answers: { 200: careSchema },
  refuses: ['not_in_terms', 'survey_not_closed', 'not_harvested'],
}).handledBy((stores: Pick<AgendaStores, 'reviews' | 'surveys'>) => async request => {
  const { reading, survey } = await requireReading(stores, request)
  agendaSource(survey, reading.review, request.now)
  const filed = await stores.surveys.readStatements(reading, survey)
  return { status: 200, json: filed?.synthesis?.care ?? { texts: [], count: 0 } }
})

/** What the facilitators arrange: in it stand the words that they keep from the room. */
const readRaw = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda/raw',
  summary: 'The agenda as it is laid out, before any edit of a facilitator.',
  trace: { act: 'agenda-read', about: 'review', daily: true },
  answers: { 200: agendaSchema },
  refuses: agendaRefusals,
}).handledBy((stores: AgendaStores) => async request => {
  const { reading } = await requireReading(stores, request)
  return { status: 200, json: await generatedAgenda(stores, reading, request.now) }
})

const none: KeptEdits = { version: 0, edits: [] }

const readEdits = operation({
  ...shared,
  method: 'GET',
  path: '/api/reviews/{id}/agenda/edits',
  summary: 'The facilitators’ edits of the agenda, and whose each is; version 0 while there are none.',
  trace: { act: 'agenda-read', about: 'review', daily: true, onceFiled: true },
  answers: { 200: keptEditsSchema },
  refuses: ['not_in_terms'],
}).handledBy((stores: Pick<AgendaStores, 'reviews' | 'surveys'>) => async request => {
  const { reading } = await requireReading(stores, request)
  return { status: 200, json: (await stores.reviews.readEdits(reading)) ?? none }
})

/**
 * Nobody's edit is ever replaced. One that does not fit (somebody else merged its item away) is kept all the same and
 * passed over, so that it holds again if they take that back. The same edits sent again are answered with what is kept.
 */
const addEdits = operation({
  ...shared,
  method: 'POST',
  path: '/api/reviews/{id}/agenda/edits',
  summary: 'Adds edits on top of the version that was read, and takes back own ones.',
  body: moreEditsSchema,
  maximumBytes: editsBytes,
  trace: { act: 'agenda-edited', about: 'review' },
  answers: { 200: keptEditsSchema },
  refuses: [...agendaRefusals, 'edit_does_not_fit', 'changed_meanwhile'],
  example: {
    params: { id: 'rev_aaaaaaaaaaaaaaaa' },
    body: {
      version: 0,
      add: [{ id: 'k3v9q2m7x1', edit: { op: 'retime', itemId: 'facts', minutes: 15 } }],
      undo: [],
    },
    answer: {
      version: 1,
      edits: [
        {
          id: 'k3v9q2m7x1',
          by: 'facilitator@example.com',
          edit: { op: 'retime', itemId: 'facts', minutes: 15 },
        },
      ],
    },
  },
}).handledBy((stores: AgendaStores) => async request => {
  const { reviews } = stores
  const { reading, survey } = await requireReading(stores, request)
  const { review } = reading
  agendaSource(survey, review, request.now)
  const kept = (await reviews.readEdits(reading)) ?? none
  if (kept.version !== request.body.version) {
    if (isKept(kept.edits, request.body)) return { status: 200, json: kept }
    throw new Refusal('changed_meanwhile')
  }
  const next = { version: kept.version + 1, edits: withMore(kept.edits, request.body, request.caller.email) }
  if (await reviews.saveEdits(review.id, next)) return { status: 200, json: next }
  const now = (await reviews.readEdits(reading)) ?? none
  if (!isKept(now.edits, request.body)) throw new Refusal('changed_meanwhile')
  return { status: 200, json: now }
})

export const agendaOperations = [
  readMarkdown,
  readHtml,
  readSheet,
  readDocx,
  readJson,
  readCalendar,
  readCare,
  readRaw,
  readEdits,
  addEdits,
] as const
