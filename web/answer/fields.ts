/**
 * The draft that a browser keeps, each field with a number that grows with every change, so that two tabs of one browser
 * agree field by field, even where one has slept: what was written later counts, and nothing that was typed is lost.
 */
import { either, type Guard, type Guarded, list, nullable, number, object, record, text } from '../kit/plain/shape.ts'

const isWritten = object({ text, choice: nullable(text) })
const isField: Guard<null | number | string | string[] | Guarded<typeof isWritten>> = nullable(
  either(either(number, text), either(list(text), isWritten)),
)
export type Field = Guarded<typeof isField>
export type Fields = Readonly<Record<string, Field>>

export const isStamped = record(object({ at: number, value: isField }))
export type Stamped = Guarded<typeof isStamped>

const isSame = (one: Field, other: Field): boolean => JSON.stringify(one) === JSON.stringify(other)

const wordsOf = (field: Field) => (typeof field === 'object' && field !== null && 'text' in field ? field : null)

/** Both were changed since they were last the same: of words, none is lost; of anything else, the last press counts. */
const joined = (before: Field, theirs: Field, mine: Field): Field => {
  const [base, kept, typed] = [wordsOf(before)?.text ?? '', wordsOf(theirs), wordsOf(mine)]
  // A box emptied here takes nothing away that came from elsewhere.
  if (kept && mine === null) return kept
  if (!kept || !typed || kept.text === typed.text) return mine
  const added = typed.text.startsWith(base) ? typed.text.slice(base.length) : typed.text
  return {
    text: added.trim() === '' ? kept.text : `${kept.text}\n${added.trimStart()}`,
    choice: kept.choice ?? typed.choice,
  }
}

/**
 * `base` is what this tab last agreed on, `kept` what the browser keeps now, `now` what stands in this tab's form. A field
 * that is in none of them is as the page came: empty, or as `untouched` says.
 */
export const agreed = (base: Stamped, kept: Stamped, now: Fields, untouched: Fields = {}): Stamped => {
  const names = new Set([...Object.keys(base), ...Object.keys(kept), ...Object.keys(now)])
  const latest = Math.max(0, ...Object.values(base).map(({ at }) => at), ...Object.values(kept).map(({ at }) => at))
  const result: Stamped = {}
  for (const name of names) {
    const before = base[name] ?? { at: -1, value: untouched[name] ?? null }
    const mine = now[name] ?? null
    const theirs = kept[name] ?? before
    const isNewer = theirs.at > before.at || (theirs.at === before.at && !isSame(theirs.value, before.value))
    if (isSame(mine, before.value)) {
      if (theirs.at >= 0) result[name] = theirs
    } else if (!isNewer) result[name] = { at: latest + 1, value: mine }
    else if (isSame(mine, theirs.value)) result[name] = theirs
    else result[name] = { at: latest + 1, value: joined(before.value, theirs.value, mine) }
  }
  return result
}

export const valuesOf = (stamped: Stamped): Fields =>
  Object.fromEntries(Object.entries(stamped).map(([name, { value }]) => [name, value]))
