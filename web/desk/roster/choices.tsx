/** Which column of a list is which field, and what its words for time zones mean. */
import type { JSX } from 'preact'
import type { RosterAnswer, RosterPreview } from '../../../functions/domain/roster/answer.ts'
import { type RosterField, rosterFields, type RosterMapping } from '../../../functions/domain/roster/columns.ts'
import { SelectField } from '../../kit/controls/field.tsx'
import { words } from '../words/en.ts'

const text = words.roster

interface Props {
  readonly answer: RosterAnswer
  readonly mapping: RosterMapping
  readonly choose: (mapping: RosterMapping) => void
  readonly busy: boolean
}

/** Those that nobody can tell, and those that were told here, so that they can be told otherwise. */
export const ZoneWords = ({ answer, mapping, choose, busy }: Props): JSX.Element | null => {
  const open = new Map(
    (answer.problems ?? []).flatMap(({ value, choices }) =>
      value && choices ? [[value.trim().toUpperCase(), choices]] : [],
    ),
  )
  const told = Object.entries(mapping.zones).map(([word, zone]): [string, string[]] => [word, [zone]])
  const all = new Map([...told, ...open])
  if (all.size === 0) return null
  const change = (word: string, zone: string): void => {
    const { [word]: _before, ...others } = mapping.zones
    choose({ ...mapping, zones: zone ? { ...others, [word]: zone } : others })
  }
  return (
    <fieldset class="severity-words">
      <legend>{text.zoneWords}</legend>
      <p class="hint">{text.zoneWordsHint}</p>
      <div class="fields">
        {[...all].slice(0, 20).map(([word, zones]) => (
          <SelectField
            key={word}
            label={`“${word}”`}
            value={mapping.zones[word] ?? ''}
            disabled={busy}
            change={zone => change(word, zone)}
            options={[{ value: '', text: text.notSaid }, ...zones.map(value => ({ value, text: value }))]}
          />
        ))}
      </div>
    </fieldset>
  )
}

export const ColumnChoices = (props: Props & { readonly preview: RosterPreview }): JSX.Element | null => {
  const { preview, mapping, choose, busy } = props
  if (preview.columns.length === 0) return null
  /** A name may be joined of several columns, so there is room for one more. */
  const partsOf = (field: RosterField): string[] => {
    const from = preview.mapping[field] ?? []
    return field === 'name' ? [from[0] ?? '', from[1] ?? '', ...from.slice(2)] : [from[0] ?? '']
  }
  const options = [{ value: '', text: text.none }, ...preview.columns.map(value => ({ value, text: value }))]
  const change = (field: RosterField, chosen: readonly string[]): void => {
    const from = chosen.filter(Boolean)
    choose({ ...mapping, columns: { ...mapping.columns, [field]: from.length > 0 ? from : null } })
  }
  return (
    <details class="more" open={preview.rows === 0}>
      <summary>{text.mapping}</summary>
      <p class="hint">{text.mappingHint}</p>
      <div class="fields">
        {rosterFields.flatMap(field =>
          partsOf(field).map((column, place) => (
            <SelectField
              key={`${field} ${place}`}
              label={place === 0 ? text.fields[field] : text.namePart(place + 1)}
              value={column}
              disabled={busy}
              change={next => change(field, partsOf(field).with(place, next))}
              options={options}
            />
          )),
        )}
      </div>
    </details>
  )
}
