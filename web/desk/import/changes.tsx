/** What an import would change of incidents that are here, and what it holds up until somebody says what it is. */
import type { JSX } from 'preact'
import type { ImportAnswer, ImportHeld } from '../../../functions/domain/import/answer.ts'
import { incidentFields } from '../../../functions/domain/incident/fields.ts'
import { href } from '../../kit/address.ts'
import { dayAndTime } from '../../kit/time.ts'
import { words } from '../../kit/words/en.ts'
import { incidentWords } from '../words/en-incident.ts'
import { importWords } from '../words/en-import.ts'
import { Head } from './tables.tsx'

const text = importWords.import

type Difference = ImportAnswer['changes'][number]['fields'][number]

const shown = (field: Difference['field'], value: Difference['before'], zone: string): string => {
  if (value === null || value === '') return '–'
  if (typeof value === 'boolean') return value ? words.form.yes : words.form.no
  if (typeof value === 'string') return incidentFields[field].kind === 'time' ? dayAndTime(value, zone) : value
  return value.join(', ') || '–'
}

/** Two times of one minute are told to the second. */
const shownBeside =
  ({ field, before, after }: Difference, zone: string) =>
  (value: Difference['before']): string => {
    const alike = shown(field, before, zone) === shown(field, after, zone)
    return alike && typeof value === 'string' ? value : shown(field, value, zone)
  }

const Rows = ({ change, zone }: { change: ImportAnswer['changes'][number]; zone: string }): JSX.Element => {
  const { line, incidentId, title, fields, standing } = change
  const rows = [...fields.map(one => ({ ...one, stays: false })), ...standing.map(one => ({ ...one, stays: true }))]
  return (
    <>
      {rows.map((row, index) => {
        const { field, before, after, stays } = row
        const told = shownBeside(row, zone)
        return (
          <tr key={field}>
            <td>{index === 0 ? line : ''}</td>
            <td>
              {index === 0 ? <a href={href('/incidents/{incident}', { incident: incidentId })}>{title}</a> : null}
            </td>
            <td>{text.fields[field]}</td>
            <td>{told(before)}</td>
            <td>
              {told(after)}
              {stays ? <span class="quiet"> {text.stays}</span> : null}
            </td>
          </tr>
        )
      })}
    </>
  )
}

export const ChangesTable = ({ answer, zone }: { answer: ImportAnswer; zone: string }): JSX.Element => (
  <section>
    <h2>{text.changes}</h2>
    <div class="table-scroll" tabIndex={0} role="region" aria-label={text.changes}>
      <table>
        <caption>{text.changeRows(answer.changes.length, answer.changeCount)}</caption>
        <Head titles={[text.line, text.fields.title, text.field, text.now, text.said]} />
        <tbody>
          {answer.changes.map(change => (
            <Rows change={change} zone={zone} key={change.incidentId} />
          ))}
        </tbody>
      </table>
    </div>
  </section>
)

interface HeldProps {
  readonly answer: ImportAnswer
  readonly zone: string
  readonly busy: boolean
  readonly say: (id: string, what: 'same' | 'other') => void
}

const Answers = ({ held, busy, say }: Pick<HeldProps, 'busy' | 'say'> & { held: ImportHeld }): JSX.Element | null =>
  held.why === 'original' ? null : (
    <div class="actions" role="group" aria-label={held.title}>
      <button type="button" class="button" aria-disabled={busy} onClick={() => say(held.id, 'same')}>
        {held.why === 'outdated' ? text.isOutdated : text.isSame}
      </button>
      {held.why !== 'outdated' ? (
        <button type="button" class="button" aria-disabled={busy} onClick={() => say(held.id, 'other')}>
          {text.isOther}
        </button>
      ) : null}
    </div>
  )

export const HeldUp = ({ answer, zone, busy, say }: HeldProps): JSX.Element => (
  <section>
    <h2>{text.held}</h2>
    <p>{text.heldDetail(answer.held.length, answer.heldCount)}</p>
    <ul class="rows">
      {answer.held.map(held => (
        <li class="row" key={`${held.line} ${held.id}`}>
          <div class="row-main">
            <p>
              {text.heldRecord(held.line, held.id, held.title || held.there.title, dayAndTime(held.startedAt, zone))}
            </p>
            <p class="quiet">
              {text.heldThere}{' '}
              <a href={href('/incidents/{incident}', { incident: held.incidentId })}>{held.there.title}</a>
              {`, ${held.there.severity ?? incidentWords.incident.severityUnknown}, ${dayAndTime(held.there.startedAt, zone)}`}
            </p>
            <p>{text.heldReasons[held.why]}</p>
            {held.fields.length > 0 ? (
              <ul class="quiet">
                {held.fields.map(one => (
                  <li key={one.field}>
                    {text.heldField(
                      text.fields[one.field],
                      shownBeside(one, zone)(one.before),
                      shownBeside(one, zone)(one.after),
                    )}
                  </li>
                ))}
              </ul>
            ) : null}
            <Answers held={held} busy={busy} say={say} />
          </div>
        </li>
      ))}
    </ul>
  </section>
)
