/** A proposal in what a model printed: between fences, after a preface, or cut off. */

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const closer: Readonly<Record<string, string>> = { '{': '}', '[': ']' }

/** Up to the last list or object that was complete, closed from there. */
const whole = (text: string): string => {
  const open: string[] = []
  let isText = false
  let kept = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (isText) {
      if (sign === '\\') at += 1
      else if (sign === '"') isText = false
    } else if (sign === '"') isText = true
    else if (sign === '{' || sign === '[') open.push(closer[sign] ?? '')
    else if (sign === '}' || sign === ']') {
      if (open.pop() !== sign) return kept
      kept = text.slice(0, at + 1) + open.toReversed().join('')
      if (open.length === 0) return kept
    }
  }
  return kept
}

/** Longer than any proposal on what is sent. */
const longest = 2_000_000

/** Undefined where there is no JSON in it at all. */
export const proposalIn = (answer: string): unknown => {
  if (answer.length > longest) return undefined
  const from = answer.indexOf('{')
  return from < 0 ? undefined : (parsed(answer) ?? parsed(whole(answer.slice(from))))
}
