/** Where each field of an import comes from. */
import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ImportAnswer } from '../../../functions/domain/import/answer.ts'
import type { ImportField } from '../../../functions/domain/import/fields.ts'
import { severities } from '../../../functions/domain/incident/fields.ts'
import { dateOrders } from '../../../functions/domain/time/wall-time.ts'
import { SelectField, TextField, ZoneField } from '../../kit/controls/field.tsx'
import { isZone } from '../../kit/time.ts'
import { words } from '../words/en.ts'
import { importWords } from '../words/en-import.ts'
import { type Choice, columnOf, shownFields } from './steps.ts'

const text = importWords.import

const monthName = (month: number): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 1))

interface Props {
  readonly answer: ImportAnswer
  readonly choice: Choice
  readonly choose: (patch: Partial<Choice>) => void
}

const severityOptions = ([...severities, 'unknown'] as const).map(value => ({
  value,
  text: words.incident.severities[value],
}))

/** Those that are not known, and those that were told here, so that they can be told otherwise. */
const SeverityWords = ({ answer, choice, choose }: Props): JSX.Element | null => {
  const told = Object.keys(choice.severities)
  const all = [...told, ...answer.severityWords.filter(word => !told.includes(word))]
  if (all.length === 0) return null
  const change = (word: string, value: string): void => {
    const { [word]: _before, ...others } = choice.severities
    const severity = severityOptions.find(option => option.value === value)?.value
    choose({ severities: severity ? { ...others, [word]: severity } : others })
  }
  return (
    <fieldset class="severity-words">
      <legend>{text.severityWords}</legend>
      <p class="hint">{text.severityWordsHint}</p>
      <div class="fields">
        {all.map(word => (
          <SelectField
            key={word}
            label={`“${word}”`}
            value={choice.severities[word] ?? ''}
            change={value => change(word, value)}
            options={[{ value: '', text: text.noMeaning }, ...severityOptions]}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Words that are one month in one language and another in the next, each with those that it may mean. */
const MonthWords = ({ answer, choice, choose }: Props): JSX.Element | null => {
  const [seen, setSeen] = useState<ReadonlyMap<string, readonly number[]>>(new Map())
  // What was said of a word is no problem any more, and can still be said otherwise.
  useEffect(() => {
    const found = answer.problems.flatMap(({ month }) => (month ? [[month.word, month.months] as const] : []))
    setSeen(before => new Map([...[...before].filter(([word]) => word in choice.months), ...found]))
  }, [answer, choice.months])
  if (seen.size === 0) return null
  const change = (word: string, value: string): void => {
    const { [word]: _before, ...others } = choice.months
    choose({ months: value === '' ? others : { ...others, [word]: Number(value) } })
  }
  return (
    <fieldset class="severity-words">
      <legend>{text.monthWords}</legend>
      <div class="fields">
        {[...seen].map(([word, months]) => (
          <SelectField
            key={word}
            label={`“${word}”`}
            value={String(choice.months[word] ?? '')}
            change={value => change(word, value)}
            options={[
              { value: '', text: text.noMeaning },
              ...months.map(month => ({ value: String(month), text: monthName(month) })),
            ]}
          />
        ))}
      </div>
    </fieldset>
  )
}

export const Mapping = (props: Props): JSX.Element => {
  const { answer, choice, choose } = props
  const { first, further } = shownFields(answer)
  const select = (field: ImportField): JSX.Element => (
    <SelectField
      key={field}
      label={text.fields[field]}
      value={columnOf(answer, field)}
      change={column => choose({ columns: { ...choice.columns, [field]: column || null } })}
      options={[{ value: '', text: text.none }, ...answer.columns.map(value => ({ value, text: value }))]}
    />
  )
  return (
    <section class="card">
      <h2>
        {text.system}: {text.systems[answer.system] ?? answer.system}
      </h2>
      <SeverityWords {...props} />
      <MonthWords {...props} />
      <details class="more" open={answer.system === 'table' || answer.problemCount > 0}>
        <summary>{text.mapping}</summary>
        <p class="hint">{text.mappingHint}</p>
        <div class="fields" role="group" aria-label={text.mapping}>
          {first.map(select)}
        </div>
        {answer.ambiguous.length > 0 ? <p class="hint">{text.ambiguous(answer.ambiguous)}</p> : null}
        <div role="group" aria-label={words.composer.more}>
          <details class="more">
            <summary>{words.composer.more}</summary>
            <div class="fields">{further.map(select)}</div>
          </details>
        </div>
        <div class="fields" role="group" aria-label={text.everyRow}>
          <Zone value={choice.zone} choose={zone => choose({ zone })} />
          <SelectField
            label={text.defaultSeverity}
            value={choice.severity}
            change={severity => choose({ severity })}
            options={[{ value: '', text: text.noDefault }, ...severityOptions]}
          />
          <SelectField
            label={text.dateOrder}
            value={choice.dateOrder}
            change={given => choose({ dateOrder: dateOrders.find(order => order === given) ?? '' })}
            options={(['', ...dateOrders] as const).map(value => ({ value, text: text.dateOrders[value] }))}
          />
          <SelectField
            label={text.anyTime}
            value={choice.anyTime ? 'yes' : ''}
            change={given => choose({ anyTime: given === 'yes' })}
            options={(['', 'yes'] as const).map(value => ({ value, text: text.anyTimes[value] }))}
          />
          {answer.lists.length > 1 ? (
            <SelectField
              label={text.list}
              value={answer.list}
              change={list => choose({ list, columns: {} })}
              options={answer.lists.map(({ path, count }) => ({ value: path, text: text.listOf(path, count) }))}
            />
          ) : null}
          <None {...props} />
          <Source value={choice.source} placeholder={answer.system} choose={source => choose({ source })} />
        </div>
      </details>
    </section>
  )
}

/** Taken when it is a zone, not at each letter. */
const Zone = ({ value, choose }: { value: string; choose: (zone: string) => void }): JSX.Element => {
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  return (
    <ZoneField
      label={text.zone}
      value={typed}
      hint={typed ? undefined : text.zoneUnsaid}
      error={isZone(typed) || !typed ? undefined : words.form.noZone}
      optional
      change={next => {
        setTyped(next)
        if ((isZone(next) || !next) && next !== value) choose(next)
      }}
    />
  )
}

/** Which column says that a record was none, and by which words; the words are taken when their box is left. */
const None = ({ answer, choice, choose }: Props): JSX.Element => {
  const [typed, setTyped] = useState(choice.none?.words ?? '')
  useEffect(() => setTyped(choice.none?.words ?? ''), [choice.none?.words])
  const { none } = choice
  return (
    <>
      <SelectField
        label={text.noneColumn}
        value={none?.column ?? ''}
        change={column => choose({ none: column ? { column, words: none?.words ?? '' } : null })}
        options={[{ value: '', text: text.noneKnown }, ...answer.columns.map(value => ({ value, text: value }))]}
      />
      {none ? (
        <div onFocusOut={() => (typed === none.words ? undefined : choose({ none: { ...none, words: typed } }))}>
          <TextField
            label={text.noneWords}
            hint={text.noneWordsHint}
            value={typed}
            change={setTyped}
            enter={() => choose({ none: { ...none, words: typed } })}
            optional
          />
        </div>
      ) : null}
    </>
  )
}

interface SourceProps {
  readonly value: string
  readonly placeholder: string
  readonly choose: (source: string) => void
}

/** Taken when its box is left. */
const Source = ({ value, placeholder, choose }: SourceProps): JSX.Element => {
  const [typed, setTyped] = useState(value)
  return (
    <div onFocusOut={() => (typed === value ? undefined : choose(typed))}>
      <TextField
        label={text.source}
        value={typed}
        change={setTyped}
        hint={text.sourceHint}
        placeholder={placeholder}
        maxLength={40}
        enter={() => choose(typed)}
        optional
      />
    </div>
  )
}
