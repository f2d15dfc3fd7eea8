/** Splits one answer into observations where its writer did: at blank lines and at list items. */

const bullet = /^\s{0,8}(?:[-*+•‣◦–—·▪]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+(?=\S)/u
const fence = /^\s{0,3}(?:```|~~~)/
/** A pasted log or stack trace has many lines that no one wrote by hand; it stays whole. */
const machineLine =
  /^\s*(?:\[?\d{4}-\d\d-\d\d|\d{1,2}:\d\d:\d\d|(?:ERROR|WARN(?:ING)?|INFO|DEBUG|FATAL|TRACE)\b|at\s+[\w$.<>]+\(|File "|[$#>]\s|[{}[\]|])/
/** So many list items in one answer are a paste, not a list of thoughts. */
const mostParts = 20

/**
 * The observations of one answer in its order, trimmed; no letter of the answer is lost but bullets and blank lines.
 * A lead line that ends in a colon stays with its first item. An answer of white space gives none.
 */
export const splitStatements = (answer: string): string[] => {
  const whole = answer.trim()
  if (whole === '') return []
  const parts: string[] = []
  let current: string[] = []
  let fenced = false
  let lead = false
  const close = (): void => {
    const text = current.join('\n').trim()
    if (text !== '') parts.push(text)
    current = []
    lead = false
  }
  for (const line of whole.split(/\r\n|\r|\n|\u2028|\u2029/)) {
    if (fence.test(line)) {
      fenced = !fenced
      current.push(line)
      continue
    }
    if (fenced || machineLine.test(line)) {
      current.push(line)
      continue
    }
    if (line.trim() === '') {
      if (!lead) close()
      continue
    }
    if (bullet.test(line)) {
      if (!lead) close()
      current.push(line.replace(bullet, ''))
      lead = false
      continue
    }
    current.push(line)
    lead = /[:：]\s*$/.test(line)
  }
  close()
  return parts.length > mostParts ? [whole] : parts
}
