/** What a list would change, before it does; and the ways to take it. */
import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { RosterAnswer, RosterPreview } from '../../../functions/domain/roster/answer.ts'
import type { RosterMapping } from '../../../functions/domain/roster/columns.ts'
import { Dialog } from '../../kit/controls/dialog.tsx'
import { saveAs } from '../../kit/controls/files.tsx'
import { words } from '../words/en.ts'
import { ColumnChoices, ZoneWords } from './choices.tsx'
import { rowsToMend } from './mend.ts'

const text = words.roster
const shown = 8

interface Props {
  readonly answer: RosterAnswer
  readonly content: string
  readonly mapping: RosterMapping
  readonly choose: (mapping: RosterMapping) => void
  readonly busy: boolean
  readonly take: (query: { take?: 'good'; replace?: 'true' }) => void
}

export const Looked = (props: Props): JSX.Element | null => {
  const { answer, busy, take } = props
  const [replacing, setReplacing] = useState(false)
  const { preview, refused = 0 } = answer
  if (!preview) return null
  const good = refused > 0 ? ({ take: 'good' } as const) : {}
  return (
    <div class="looked">
      <Counts answer={answer} preview={preview} />
      <ZoneWords {...props} />
      <ColumnChoices {...props} preview={preview} />
      <Problems {...props} />
      <Changes preview={preview} changed={answer.changed} />
      <Persons title={text.addedTitle(answer.added)} people={preview.addedPeople} all={answer.added} />
      <Persons title={text.goneTitle(preview.gone)} people={preview.gonePeople} all={preview.gone}>
        <p class="hint">{text.goneNote}</p>
      </Persons>
      {preview.rows === 0 ? (
        <p>{text.noneGood}</p>
      ) : (
        <div class="actions">
          <button type="button" class="button primary" aria-disabled={busy} onClick={() => take(good)}>
            {refused > 0 ? text.mergeGood(preview.rows) : text.merge(preview.rows)}
          </button>
          <button type="button" class="button" aria-disabled={busy} onClick={() => setReplacing(true)}>
            {text.replace}
          </button>
        </div>
      )}
      {replacing ? (
        <Dialog title={text.replaceTitle} close={() => setReplacing(false)}>
          <p>{text.replaceWhat(preview.gone)}</p>
          <div class="actions end">
            <button type="button" class="button quiet" onClick={() => setReplacing(false)}>
              {words.form.cancel}
            </button>
            <button
              type="button"
              class="button danger"
              aria-disabled={busy}
              onClick={() => {
                setReplacing(false)
                take({ ...good, replace: 'true' })
              }}
            >
              {text.replaceDo(preview.gone)}
            </button>
          </div>
        </Dialog>
      ) : null}
    </div>
  )
}

const Counts = ({ answer, preview }: { answer: RosterAnswer; preview: RosterPreview }): JSX.Element => {
  const { added, changed, refused = 0 } = answer
  const told = [
    added > 0 ? text.counts.added(added) : '',
    changed > 0 ? text.counts.changed(changed) : '',
    preview.unchanged > 0 ? text.counts.unchanged(preview.unchanged) : '',
    refused > 0 ? text.counts.refused(refused) : '',
  ].filter(Boolean)
  return (
    <>
      <h3>{text.preview}</h3>
      <p role="status">{added + changed + refused === 0 ? text.nothingNew : told.join(', ')}</p>
    </>
  )
}

const Problems = ({ answer, content, mapping }: Props): JSX.Element | null => {
  const { problems = [], problemCount = 0, refused = 0 } = answer
  if (refused === 0) return null
  const save = (): void => {
    const csv = rowsToMend(content, mapping)
    if (csv !== null) saveAs(new Blob([csv], { type: 'text/csv' }), text.mendFile)
  }
  return (
    <section class="refused">
      <h3>{text.problems(refused)}</h3>
      <div class="table-scroll" tabIndex={0} role="region" aria-label={text.problems(refused)}>
        <table>
          <caption>{text.problemRows(Math.min(problems.length, 50), problemCount)}</caption>
          <thead>
            <tr>
              <th scope="col">{text.line}</th>
              <th scope="col">{text.column}</th>
              <th scope="col">{text.reason}</th>
            </tr>
          </thead>
          <tbody>
            {problems.slice(0, 50).map(({ line, column, message }) => (
              <tr class="bad" key={`${line} ${column} ${message}`}>
                <td>{line}</td>
                <td>{column}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <button type="button" class="button small" onClick={save}>
          {text.mend}
        </button>
      </p>
    </section>
  )
}

const Changes = ({ preview, changed }: { preview: RosterPreview; changed: number }): JSX.Element | null => {
  if (changed === 0) return null
  const people = preview.changedPeople.slice(0, shown)
  return (
    <section>
      <h3>{text.changedTitle(changed)}</h3>
      <ul class="rows">
        {people.map(({ email, name, fields }) => (
          <li class="row changes" key={email}>
            <div class="row-main">
              <p>
                <strong>{name || email}</strong> {name ? <span class="quiet">{email}</span> : null}
              </p>
              <dl>
                {fields.map(({ field, before, after }) => (
                  <div key={field}>
                    <dt>{text.fields[field]}</dt>
                    <dd>
                      <del>{before || text.nothing}</del> <span aria-hidden="true">→</span>{' '}
                      <ins>{after || text.nothing}</ins>
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          </li>
        ))}
      </ul>
      <Further all={changed} told={people.length} />
    </section>
  )
}

interface PersonsProps {
  readonly title: string
  readonly people: readonly { readonly email: string; readonly name: string; readonly group: string }[]
  readonly all: number
  readonly children?: ComponentChildren
}

/** Folded: the count is what most want to know. */
const Persons = ({ title, people, all, children }: PersonsProps): JSX.Element | null => {
  if (all === 0) return null
  return (
    <details class="more">
      <summary>{title}</summary>
      {children}
      <ul class="plain">
        {people.map(({ email, name, group }) => (
          <li key={email}>
            {name || email} {name ? <span class="quiet">{email}</span> : null}
            {group ? <span class="quiet"> · {group}</span> : null}
          </li>
        ))}
      </ul>
      <Further all={all} told={people.length} />
    </details>
  )
}

const Further = ({ all, told }: { all: number; told: number }): JSX.Element | null =>
  all > told ? <p class="quiet">{text.further(all - told)}</p> : null
