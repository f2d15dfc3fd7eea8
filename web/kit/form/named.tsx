/** Points out that a text names somebody, where it is written: quietly, and never in the way of saving it. */
import type { JSX } from 'preact'
import { useMemo } from 'preact/hooks'
import * as z from 'zod'
import { groupKey } from '../../../functions/domain/normal-form.ts'
import { type RosterEntry, rosterEntrySchema } from '../../../functions/domain/people/person.ts'
import { ask } from '../api/ask.ts'
import { useLoad } from '../load/load.ts'
import { rolesOf, signedIn } from '../session/session.ts'
import { words } from '../words/en.ts'

/** Asked for once by all the fields of a page. */
let roster: Promise<RosterEntry[]> | null = null

/** Empty for whoever may not read it, and where it cannot be read just now. */
const knownPeople = async (): Promise<readonly RosterEntry[]> => {
  const who = signedIn()
  if (who.state === 'signed-out' || rolesOf(who.session).every(role => role === 'leadership')) return []
  roster ??= ask('GET /api/people', z.array(rosterEntrySchema))
  try {
    return await roster
  } catch {
    roster = null
    return []
  }
}

/** By the rules that take names out of answers. Without the roster: titles' names, handles, and addresses of persons. */
const finder = async (): Promise<(text: string) => string[]> => {
  const [{ findNames }, people] = await Promise.all([
    import('../../../functions/domain/synthesis/redaction.ts'),
    knownPeople(),
  ])
  const groups = new Set(people.map(({ group }) => groupKey(group)))
  return text => {
    const found = findNames(text, people).map(({ start, end }) => text.slice(start, end).trim())
    // Numbers name nobody to a reader, and what a group is called is the group.
    return [...new Set(found)].filter(name => /\p{L}/u.test(name) && !groups.has(groupKey(name)))
  }
}

const Pointed = ({ text }: { readonly text: string }): JSX.Element => {
  const find = useLoad('names', finder).value
  const names = useMemo(() => find?.(text) ?? [], [find, text])
  return (
    <p class="hint" role="status">
      {names.length === 0 ? '' : words.form.names(names)}
    </p>
  )
}

/** `text` as it is typed; several fields in one are parted by line ends. */
export const NamesPointedOut = ({ text }: { readonly text: string }): JSX.Element | null =>
  text.trim() === '' ? null : <Pointed text={text} />
