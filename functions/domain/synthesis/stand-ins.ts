/** What is read in the place of a name, so that a sentence without names stays one. */

export type Redaction = { start: number; end: number; replacement: string }
/** `person` is the index in the list of people; -1 - n for somebody who is not in it. */
export type Hit = { start: number; end: number; person: number }

const numbers = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
const onCall = 'on[- ]?call(?: (?:engineer|person|developer|responder|colleague))?'

/** What stands in the place of a name, so that the sentence can still be read aloud. */
export const worded = (text: string, hits: Hit[]): Redaction[] => {
  const persons: number[] = []
  const out: Redaction[] = []
  const distinct = new Set(hits.map(hit => hit.person)).size
  for (let i = 0; i < hits.length; i += 1) {
    const first = hits[i]
    if (first === undefined) continue
    let { start, end } = first
    const group = new Set([first.person])
    for (let next = hits[i + 1]; next !== undefined; next = hits[i + 1]) {
      const gap = text.slice(end, next.start)
      const same = group.size === 1 && group.has(next.person)
      if (same && /^\s*[(<[/,]?\s*$/.test(gap))
        end = next.end + (/[(<[]/.test(gap) && /^[)>\]]/.test(text.slice(next.end)) ? 1 : 0)
      else if (
        !same &&
        /^\s*(?:,|&|\/|,? and)\s*$/.test(gap) &&
        !group.has(next.person) &&
        /^(?:\s|$|[.,;:!?])/.test(text.slice(next.end))
      ) {
        group.add(next.person)
        end = next.end
      } else break
      i += 1
    }
    const title = /(?:\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sir|Miss)\.? )$/.exec(text.slice(0, start))
    if (title !== null) start -= title[0].length
    const isNew = [...group].some(person => !persons.includes(person))
    const position = persons.indexOf(first.person)
    for (const person of group) if (!persons.includes(person)) persons.push(person)
    let noun = isNew
      ? persons.length === 1
        ? 'a colleague'
        : 'another colleague'
      : distinct === 1
        ? 'that colleague'
        : position === 0
          ? 'the first colleague'
          : 'the other colleague'
    if (group.size > 1) noun = `${numbers[group.size - 2] ?? 'several'} colleagues`
    const led = new RegExp(`(?:\\b(?:the|our|then|my) )?\\b${onCall},? $`, 'i').exec(text.slice(0, start))
    const trailed = new RegExp(
      `^(?:,? (?:who was |being )?${onCall}(?:,|(?= and| when| that))|,? \\((?:the |who was )?${onCall}\\))`,
      'i',
    ).exec(text.slice(end))
    if (group.size === 1 && (led !== null || trailed !== null)) {
      start -= led?.[0].length ?? 0
      end += trailed?.[0].length ?? 0
      noun = 'the on-call engineer'
    }
    const left = text.slice(0, start)
    const inPath = /[/\\_.~=:@#-]$/.test(left) || /^[/\\_@]|^[.:-][\p{L}\p{N}]/u.test(text.slice(end))
    if (inPath && !/(?:^|\s)[-–—]\s*$/.test(left) && !/[.:]\s/.test(left.slice(-2))) noun = 'colleague'
    else if (/\b(?:the|a|an|our|my|your|their|this|that|no|another|every|each)\s$/i.test(left))
      noun = noun.replace(/^(?:an? |the |another |that )/, '')
    else if (/(?:^|[.!?\n]\s*|[•*]\s)$/.test(left) || /(?:^|\n)\s*[-–]\s$/.test(left))
      noun = noun.charAt(0).toUpperCase() + noun.slice(1)
    out.push({ start, end, replacement: noun })
  }
  return out
}
