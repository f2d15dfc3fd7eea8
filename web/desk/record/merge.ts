/** A record that two wrote at once: nothing of either is lost. */
import type { RecordContent } from '../../../functions/domain/review/record.ts'

interface Merged {
  readonly content: RecordContent
  /** Both had changed the same: both texts stand there now. */
  readonly both: boolean
}

interface Told {
  text: string
  both: boolean
}

const longest = 20_000

/** `before` is what both began from. */
const mergedText = (before: string, mine: string, theirs: string): Told => {
  if (mine === theirs || theirs === before) return { text: mine, both: false }
  if (mine === before || theirs.includes(mine)) return { text: theirs, both: false }
  if (mine.includes(theirs)) return { text: mine, both: false }
  return { text: [theirs, mine].filter(Boolean).join('\n\n').slice(0, longest), both: true }
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
    if (same(here, then) || !here) return there ? [there] : []
    if (!there) return [here]
    const one = joined(here, there, then)
    both ||= one.both
    return [one.entry]
  })
  return { entries, both }
}

export const mergedRecord = (before: RecordContent, mine: RecordContent, theirs: RecordContent): Merged => {
  const understanding = mergedText(before.understanding, mine.understanding, theirs.understanding)
  const factors = mergedEntries(before.factors, mine.factors, theirs.factors, here => ({ entry: here, both: false }))
  const decisions = mergedEntries(before.decisions, mine.decisions, theirs.decisions, (here, there, then) => {
    const { text, both } = mergedText(then?.tradeOffs ?? '', here.tradeOffs, there.tradeOffs)
    const confirmed = here.confirmed === then?.confirmed ? there.confirmed : here.confirmed
    return { entry: { ...here, tradeOffs: text.slice(0, 2000), confirmed }, both }
  })
  return {
    content: { understanding: understanding.text, factors: factors.entries, decisions: decisions.entries },
    both: understanding.both || factors.both || decisions.both,
  }
}
