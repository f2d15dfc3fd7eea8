import { day } from '../../../agenda/clock.ts'
import { type Block, decimal, percent, sentence } from '../../blocks.ts'
import type { Said } from '../../links.ts'
import { charted, counted, list, percentWithin, table, titlesOf } from './phrases.ts'
import type { SectionFigures } from '../../schema.ts'
import type { ActionLine } from '../../schema-parts.ts'
import type { Calendar } from '../../../time/calendar.ts'
import { quarterTitle } from '../../../time/quarter-title.ts'
import { fewestOpened } from '../../../statistics/learning.ts'
import { statusNames } from './names.ts'

type Audit = SectionFigures<'actions'>

const beforeWords = ({ opened, completed, velocity }: Audit['closureBefore']): string =>
  opened < fewestOpened
    ? `the quarter before: ${completed} completed, ${opened} opened`
    : `the quarter before: ${decimal(velocity)}`

const closureSentence = ({ closure, closureBefore }: Audit): string => {
  const { opened, completed, deprioritised, velocity, net } = closure
  const rest = `${completed} completed, ${deprioritised} deprioritised.`
  if (velocity === null) return `No action was opened in this quarter; ${rest}`
  if (opened < fewestOpened) return `${opened} opened, ${rest} Too few were opened to tell a closure velocity.`
  const words =
    net < 0
      ? 'more is agreed than is done'
      : net > 0
        ? 'old actions are being worked off'
        : 'as much is done as is agreed'
  return `${opened} opened, ${rest} Closure velocity ${decimal(velocity)} (${beforeWords(closureBefore)}): ${words}.`
}

const ageSentence = ({ ages }: Audit): string =>
  ages.open === 0
    ? 'No action is open.'
    : `${counted(ages.open, 'action is', 'actions are')} open: half of them for more than ${Math.round(ages.p50 ?? 0)} days, a quarter for more than ${Math.round(ages.p75 ?? 0)}, a tenth for more than ${Math.round(ages.p90 ?? 0)}. ` +
      `${ages.still.count} (${percent(ages.still.share)}) have seen no progress for more than 90 days: a sign of prioritisation, not of engineering.`

const actionNamed = ({ id, text }: Pick<ActionLine, 'id' | 'text'>) => [{ text, to: { kind: 'action', id } }] as const

const actionRow = ({ id, text, owner, status, ageDays }: ActionLine): Said[] => [
  actionNamed({ id, text }),
  owner,
  statusNames[status],
  String(ageDays),
]

export const actionBlocks = (audit: Audit, calendar?: Calendar): Block[] => {
  const audited = quarterTitle(audit.audited, calendar)
  const { statuses, unfinished, implicated, systemic, citations, decisions } = audit
  const total = statuses.open + statuses.in_progress + statuses.completed + statuses.deprioritised
  return [
    sentence(closureSentence(audit)),
    sentence(
      systemic.opened === 0
        ? 'No action was opened, so none can be asked whether it changes the system.'
        : `${systemic.systemic} of ${systemic.opened} opened actions change the system and not a person: ${percentWithin(systemic.share, systemic.lo, systemic.hi)}.`,
    ),
    sentence(ageSentence(audit)),
    ...(total === 0
      ? [sentence(`No action was opened in ${audited}, so there is none to audit.`)]
      : charted(
          `Actions opened in ${audited}, as they stand`,
          ['Status', '#Actions', '#Share'],
          [
            ['completed', String(statuses.completed), percent(statuses.completed / total)],
            ['in progress', String(statuses.in_progress), percent(statuses.in_progress / total)],
            ['open', String(statuses.open), percent(statuses.open / total)],
            ['deprioritised', String(statuses.deprioritised), percent(statuses.deprioritised / total)],
          ],
        )),
    ...(unfinished.lines.length > 0
      ? [
          table(
            `Not finished of ${audited}`,
            ['Action', 'Owner', 'Status', '#Days'],
            unfinished.lines.map(actionRow),
            unfinished.further,
          ),
        ]
      : []),
    ...(implicated.lines.length > 0
      ? [
          table(
            'Deprioritised, and then it happened',
            ['Action', 'Owner', 'Reason', 'Failure mode', 'Incidents since'],
            implicated.lines.map(({ id, text, owner, reason, mode, incidents }) => [
              actionNamed({ id, text }),
              owner,
              reason ?? '',
              mode,
              titlesOf(incidents, incidents.length),
            ]),
            implicated.further,
          ),
        ]
      : [sentence('No deprioritised action has a failure mode that is written down for an incident of this quarter.')]),
    ...(decisions.lines.length > 0
      ? [
          list(
            'What reviews of this quarter’s incidents decided, and was mailed',
            decisions.lines.map(
              ({ text, reviewId, title }): Said => [
                `${text} (`,
                { text: title, to: { kind: 'record', id: reviewId } },
                ')',
              ],
            ),
            decisions.further,
          ),
        ]
      : []),
    sentence(
      `Lessons were cited ${counted(citations.count, 'time', 'times')} in this quarter, ${counted(citations.fourQuarters, 'time', 'times')} in the last four.`,
    ),
    ...(citations.changes.lines.length > 0
      ? [
          list(
            'What changed in the system because of a review, in the last four quarters',
            citations.changes.lines.map(
              ({ at, changed, title, url, lesson, lessonId }): Said => [
                `${changed} (${title}, ${url}, ${day(at, 'UTC', 'en')}; lesson: `,
                ...(lessonId === null ? [lesson] : [{ text: lesson, to: { kind: 'lesson', id: lessonId } } as const]),
                ')',
              ],
            ),
            citations.changes.further,
          ),
        ]
      : []),
  ]
}
