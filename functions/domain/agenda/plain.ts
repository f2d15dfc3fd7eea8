/** Text that somebody sent, made fit to be shown: nothing that says anything is left out, nothing acts. */
import { withoutTurning } from '../normal-form.ts'

/**
 * One kind of line break; control characters as the pictures Unicode has for them (a terminal would obey them, XML
 * forbids them); what is not a character (half a surrogate pair, U+FFFE) as the replacement character. Tabs stay; signs
 * that turn the direction of the text go.
 */
export const visible = (text: string): string =>
  withoutTurning(text)
    .toWellFormed()
    .replace(/\r\n|[\r\u0085\u2028\u2029]/g, '\n')
    // oxlint-disable-next-line no-control-regex -- these are what is looked for
    .replace(/[\u0000-\u0008\u000B-\u001F]/g, control => String.fromCodePoint(0x2400 + (control.codePointAt(0) ?? 0)))
    .replace(/\u007F/g, '\u2421')
    .replace(/[\u0080-\u009F\uFDD0-\uFDEF\uFFFE\uFFFF]|[\u{1FFFE}\u{1FFFF}]/gu, '\uFFFD')

/** The same data, in which no text turns the direction of what stands around it. */
export const nothingTurned = <Value>(value: Value): Value => {
  const plain: Value = JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? withoutTurning(inner) : inner)),
  )
  return plain
}

/** For a title or a list entry: on one line. */
export const oneLine = (text: string): string => visible(text).replace(/\s+/g, ' ').trim()

/** Whether white space carries meaning here: indents, columns, tabs, odd spaces, empty lines, a long log. Takes visible text. */
export const isPreformatted = (text: string): boolean =>
  /^ | $|\n | \n| {2}|[^\S \n]|\n\n\n|^\n|\n$|^$/.test(text) || text.split('\n').length > 12
