/** A record that two wrote at once: nothing of either is lost. */
import type { RecordContent } from '../../../functions/domain/review/record.ts'
import { mergedText } from './text.ts'

interface Merged {
  /** It may be longer than what can be saved. */
  readonly content: RecordContent
  /** Both had changed the same: what each wrote stands there now. */
  readonly both: boolean
}

interface Entry {
  readonly text: string
  readonly confirmed: boolean
  readonly tradeOffs?: string
}

const same = (one: Entry | undefined, other: Entry | undefined): boolean =>
  one?.text === other?.text && one?.confirmed === other?.confirmed && one?.tradeOffs === other?.tradeOffs

const byText = <One extends Entry>(list: readonly One[]): Map<string, One> => new Map(list.map(one => [one.text, one]))

/** An entry is known by its words. One that one side changed and the other took away stays as it was changed. */
const mergedEntries = <One extends Entry>(
  before: readonly One[],
  mine: readonly One[],
  theirs: readonly One[],
  joined: (mine: One, theirs: One, before: One | undefined) => { entry: One; both: boolean },
): { entries: One[]; both: boolean } => {
  const [was, own, other] = [byText(before), byText(mine), byText(theirs)]
  let both = false
  const entries = [...new Set([...other.keys(), ...own.keys()])].flatMap((text): One[] => {
    const [then, here, there] = [was.get(text), own.get(text), other.get(text)]
    if (same(here, there) || same(there, then)) return here ? [here] : []
    // Taken away here, and changed there: whoever struck it is told that it is back.
    both ||= then !== undefined && !here
    if (same(here, then) || !here) return there ? [there] : []
    if (!there) return [here]
    const one = joined(here, there, then)
    both ||= one.both
    return [one.entry]
  })
  return { entries, both }
}

/** Who said that the room agrees is not overruled by who only wrote the same words down. */
const confirmedIn = (mine: Entry, theirs: Entry, before: Entry | undefined): boolean => {
  if (!before) return mine.confirmed || theirs.confirmed
  return mine.confirmed === before.confirmed ? theirs.confirmed : mine.confirmed
}

export const mergedRecord = (before: RecordContent, mine: RecordContent, theirs: RecordContent): Merged => {
  const understanding = mergedText(before.understanding, mine.understanding, theirs.understanding)
  const factors = mergedEntries(before.factors, mine.factors, theirs.factors, (here, there, then) => ({
    entry: { ...here, confirmed: confirmedIn(here, there, then) },
    both: false,
  }))
  const decisions = mergedEntries(before.decisions, mine.decisions, theirs.decisions, (here, there, then) => {
    const { text, both } = mergedText(then?.tradeOffs ?? '', here.tradeOffs, there.tradeOffs)
    return { entry: { ...here, tradeOffs: text, confirmed: confirmedIn(here, there, then) }, both }
  })
  return {
    content: { understanding: understanding.text, factors: factors.entries, decisions: decisions.entries },
    both: understanding.both || factors.both || decisions.both,
  }
}
