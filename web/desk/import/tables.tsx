/** What an import would take, and what it can't. */
import type { JSX } from 'preact'
import type { ImportAnswer } from '../../../functions/domain/import/answer.ts'
import { dayAndTime } from '../../kit/time.ts'
import { href } from '../../kit/address.ts'
import { incidentWords } from '../words/en-incident.ts'
import { importWords } from '../words/en-import.ts'

const text = importWords.import

export const Head = ({ titles }: { titles: readonly string[] }): JSX.Element => (
  <thead>
    <tr>
      {titles.map(title => (
        <th scope="col" key={title}>
          {title}
        </th>
      ))}
    </tr>
  </thead>
)

/** `zone`: that of times without an offset, so that they are seen as they are written. */
export const PreviewTable = ({ answer, zone }: { answer: ImportAnswer; zone: string }): JSX.Element => {
  const { fields } = text
  const titles = [text.line, fields.id, fields.title, fields.severity, fields.startedAt, fields.resolvedAt]
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={text.preview}>
      <table>
        <caption>{text.previewRows(answer.preview.length, answer.rows)}</caption>
        <Head titles={[...titles, fields.services, fields.failureModes]} />
        <tbody>
          {answer.preview.map(row => (
            <tr key={`${row.line} ${row.id}`}>
              <td class="quiet">{row.line}</td>
              <td class="quiet">{row.id}</td>
              <td>{row.title}</td>
              <td>{row.severity ?? '–'}</td>
              <td>{dayAndTime(row.startedAt, zone)}</td>
              <td>{row.resolvedAt ? dayAndTime(row.resolvedAt, zone) : '–'}</td>
              <td>{row.services.join(', ') || '–'}</td>
              <td>{row.failureModes.join(', ') || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const ProblemTable = ({ answer }: { answer: ImportAnswer }): JSX.Element => (
  <section class="problems">
    <h2>{text.problems}</h2>
    <div class="table-scroll" tabIndex={0} role="region" aria-label={text.problems}>
      <table>
        <caption>{text.problemRows(answer.problems.length, answer.problemCount)}</caption>
        <Head titles={[text.line, text.record, text.column, text.reason]} />
        <tbody>
          {answer.problems.map(({ line, record, id, title, column, message }) => (
            <tr class="bad" key={`${record} ${column} ${message}`}>
              <td>{line}</td>
              <td>{text.recordOf(record, id ?? '', title ?? '')}</td>
              <td>{column}</td>
              <td>{message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

/** Incidents that are here and of which the file says that they were none. */
export const MarksTable = ({ answer }: { answer: ImportAnswer }): JSX.Element => (
  <section>
    <h2>{text.marks}</h2>
    <p>{text.marksDetail}</p>
    <div class="table-scroll" tabIndex={0} role="region" aria-label={text.marks}>
      <table>
        <caption>{text.markRows(answer.marks.length, answer.marked)}</caption>
        <Head titles={[text.line, text.fields.title, text.becomes, text.reason]} />
        <tbody>
          {answer.marks.map(({ line, incidentId, title, status, reason }) => (
            <tr key={incidentId}>
              <td>{line}</td>
              <td>
                <a href={href('/incidents/{incident}', { incident: incidentId })}>{title}</a>
              </td>
              <td>{incidentWords.incident.standing.told[status]}</td>
              <td>{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

interface FoldedProps {
  /** How many, and of what. */
  readonly lead: string
  readonly titles: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
}

/** What is left out or passed over: how many, and folded, which ones. */
const Folded = ({ lead, titles, rows }: FoldedProps): JSX.Element => (
  <div>
    <p class="quiet">{lead}</p>
    <details class="more">
      <summary>{text.passedRows}</summary>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={lead}>
        <table>
          <Head titles={titles} />
          <tbody>
            {rows.map(cells => (
              <tr key={cells.join(' ')}>
                {titles.map((title, column) => (
                  <td key={title}>{cells[column]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  </div>
)

/** Values that no field takes: their records are taken without them. */
export const LeftOut = ({ answer }: { answer: ImportAnswer }): JSX.Element => (
  <Folded
    lead={text.leftOut(answer.leftOutCount)}
    titles={[text.line, text.column, text.value, text.reason]}
    rows={answer.leftOut.map(({ line, column, value, message }) => [line, column, value, message])}
  />
)

/** Times of clocks that disagree a little. */
export const Levelled = ({ answer }: { answer: ImportAnswer }): JSX.Element => (
  <Folded
    lead={text.levelled(answer.levelledCount)}
    titles={[text.line, text.column, text.value, text.reason]}
    rows={answer.levelled.map(({ line, column, value, message }) => [line, column, value, message])}
  />
)

/** Records that are no incidents, each by name. */
export const PassedOver = ({ answer }: { answer: ImportAnswer }): JSX.Element => (
  <Folded
    lead={text.passedOver(answer.passedOver, answer.passedReasons)}
    titles={[text.line, text.fields.title, text.reason]}
    rows={answer.passed.map(({ line, title, reason }) => [line, title, reason])}
  />
)
