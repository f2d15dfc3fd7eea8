/** `/api/trace`: what those who hold a role did. A survey’s part is public, as its receipts are. */
import * as z from 'zod'
import { surveyIdSchema } from '../../domain/ids.ts'
import { Refusal } from '../../domain/refusal.ts'
import { restOfIt } from '../../domain/trace/trace.ts'
import { linesPerPage, surveyTraceSchema, tracedSchema, type TracedView } from '../../domain/trace/view.ts'
import { operation, parameter } from '../../http/operation.ts'
import { answerWithPage } from '../../http/page.ts'
import type { Traced, TraceStore } from '../../records/trace.ts'
import type { SurveyStore } from '../items/surveys.store.ts'

interface Dependencies {
  readonly surveys: SurveyStore
  readonly trace: TraceStore
}

/** Anything that is not a page number means the first page. */
const pageSchema = z.coerce.number().int().min(1).max(999_999).catch(1)

const readSurveyTrace = operation({
  method: 'GET',
  path: '/api/trace/{id}',
  who: 'participant',
  tag: 'participation',
  summary: 'What those who hold a role did about a survey, line by line, with the hashes that chain them.',
  description:
    'Each act is two lines: what somebody set out to do, and what became of it. Without a second nobody knows. Nobody who ' +
    'is asked stands in it. `npm run verify -- record` checks the chain.',
  parameters: { id: parameter(surveyIdSchema, 'unknown_survey') },
  query: { page: pageSchema },
  answers: { 200: surveyTraceSchema },
  refuses: [],
  example: {
    params: { id: 'srv_aaaaaaaaaaaaaaaa' },
    answer: {
      lines: [
        {
          number: 1,
          at: '2026-11-24T12:00:00.000Z',
          id: 'aaaaaaaaaaaa',
          hash: 'LCa0a2j_xo_5m0U8HTBBNBNCLXBkg7-g-YpeiGJm564',
          act: 'survey-scheduled',
          by: 'ann@example.com',
          roles: ['facilitator'],
          about: { review: 'rev_aaaaaaaaaaaaaaaa' },
        },
        {
          number: 2,
          at: '2026-11-24T12:00:00.000Z',
          id: 'bbbbbbbbbbbb',
          hash: 'bjQLnP-zepicpUTmu3gKLHiQHT-zNzh2hRGjBhevoB0',
          settles: 1,
          outcome: 'done',
          counts: { invited: 7 },
        },
      ],
      head: { number: 2, hash: 'bjQLnP-zepicpUTmu3gKLHiQHT-zNzh2hRGjBhevoB0' },
    },
  },
}).handledBy(({ surveys, trace }: Dependencies) => async ({ params: { id }, query: { page = 1 } }) => {
  // Before the lines: a line that comes meanwhile is then not missing.
  const [head, lines] = [await trace.headOf(id), await trace.linesOf(id)]
  if (head.number === 0 && !(await surveys.readSurvey(id))) throw new Refusal('unknown_survey')
  const known = lines.filter(({ number }) => number <= head.number)
  const pages = Math.ceil(known.length / linesPerPage)
  const part = known.slice((page - 1) * linesPerPage, page * linesPerPage)
  return { status: 200, json: { lines: part, head, ...(pages > 1 ? { pages } : {}) } }
})

const viewOf = ({ chain, line, settled }: Traced): TracedView => {
  const { number, id, at, act, by, roles, about } = line
  const survey = chain === restOfIt ? null : chain
  return {
    survey,
    number,
    id,
    at,
    act,
    by,
    roles,
    about,
    outcome: settled?.outcome ?? null,
    counts: settled?.counts ?? {},
  }
}

const readTrace = operation({
  method: 'GET',
  path: '/api/trace',
  who: 'leader',
  tag: 'trends',
  summary: 'For leadership: what everybody who holds a role did, the latest first.',
  description: '`outcome` is null where nobody knows what became of it. Who used a role at all is listed once a week.',
  paged: true,
  answers: { 200: z.array(tracedSchema) },
  refuses: [],
  example: {
    answer: [
      {
        survey: 'srv_aaaaaaaaaaaaaaaa',
        number: 3,
        id: 'cccccccccccc',
        at: '2026-11-24T12:00:00.000Z',
        act: 'people-invited',
        by: 'ann@example.com',
        roles: ['facilitator'],
        about: {},
        outcome: 'done',
        counts: { added: 2, invited: 7 },
      },
    ],
  },
}).handledBy(
  ({ trace }: Dependencies) =>
    request =>
      answerWithPage(request, {}, async asked => {
        const { items, next } = await trace.latest(asked)
        return { items: items.map(viewOf), next }
      }),
)

export const traceOperations = [readSurveyTrace, readTrace] as const
