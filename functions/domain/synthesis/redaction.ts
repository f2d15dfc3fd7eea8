/** Takes names, handles, addresses and numbers that reach a person out of a text and leaves a sentence that can be read. */
import { addressed } from './addresses.ts'
import { namesIn } from './found-names.ts'
import { indexOf } from './name-index.ts'
import { numbersIn } from './numbers.ts'
import type { NamedPerson } from './schema.ts'
import { type Hit, nobody, type Redaction, worded } from './stand-ins.ts'
import { type Steps, unbounded } from './steps.ts'
import { type Tongue, tonguesOf } from './tongues.ts'
import { unspacedIn } from './unspaced.ts'

type Span = { start: number; end: number }
const inOrder = (a: Span, b: Span): number => a.start - b.start || b.end - a.end

/** For spans asked about in order: whether one overlaps what is taken already. */
const taking = (spans: readonly Span[]): ((span: Span) => boolean) => {
  const sorted = spans.toSorted(inOrder)
  let next = 0
  return ({ start, end }) => {
    while ((sorted[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next += 1
    return (sorted[next]?.start ?? Number.POSITIVE_INFINITY) < end
  }
}

/** In order; of two that overlap the first, and of those that begin together the longest. */
const apart = (hits: readonly Hit[]): Hit[] => {
  const kept: Hit[] = []
  for (const hit of hits.toSorted(inOrder)) if (hit.start >= (kept.at(-1)?.end ?? 0)) kept.push(hit)
  return kept
}

const collect = (
  text: string,
  people: readonly NamedPerson[],
  tongueAt: (at: number) => Tongue | null,
  steps: Steps,
): Hit[] => {
  const index = indexOf(people)
  steps.take(text.length)
  const { hits, kept } = addressed(text, index)
  const whole = [...kept, ...hits]
  const isWithin = taking(whole)
  const numbers = numbersIn(text)
    .map(span => ({ ...span, person: nobody }))
    .filter(hit => !isWithin(hit))
  const isAmong = taking(whole)
  const unspaced = unspacedIn(text, index.unspaced, steps).filter(hit => !isAmong(hit))
  return apart([
    ...hits,
    ...numbers,
    ...unspaced,
    ...namesIn(text, index, taking([...whole, ...numbers]), tongueAt, steps),
  ])
}

/**
 * Where somebody's name, handle, address or number stands, in order, without overlap; offsets are of UTF-16 units as in
 * `slice`. Takes steps in proportion to the text, however many people are known; throws when none are left.
 */
export const findNames = (text: string, people: readonly NamedPerson[], steps: Steps = unbounded()): Redaction[] => {
  const tongueAt = tonguesOf(text)
  return worded(text, collect(text, people, tongueAt, steps), tongueAt)
}

/** The text with every found name replaced. Without people only titles' names, handles, personal mail addresses and numbers are found. */
export const redact = (text: string, people: readonly NamedPerson[], steps: Steps = unbounded()): string => {
  const out: string[] = []
  let at = 0
  for (const { start, end, replacement } of findNames(text, people, steps)) {
    out.push(text.slice(at, start), replacement)
    at = end
  }
  return out.join('') + text.slice(at)
}
