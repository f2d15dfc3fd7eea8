/** What the name of a column says of the clocks of its times: 'Started at (UTC)', 'Start [Europe/Berlin]'. */
import { knownZone } from '../time/zone.ts'

/** A cell of prose names no column. */
const longestName = 200
const inBrackets = /[([]([^()[\]]*)[)\]]$/
const afterIts = /[\s_.-](?:utc|gmt)$/i
const utc = /^(?:utc|gmt|z|zulu)(?:\s*(?:[+±]\s*0+(?::?00)?|time))?$/i

/** The zone; null for what is none that is known. An abbreviation or an offset may be one of several: somebody says which. */
const zoneCalled = (words: string): string | null => {
  if (utc.test(words)) return 'UTC'
  return words.includes('/') ? knownZone(words) : null
}

const parted = (column: string): { name: string; zone: string | null } => {
  const whole = column.trimEnd()
  if (whole.length > longestName) return { name: column, zone: null }
  const found = inBrackets.exec(whole)
  const zone = found ? zoneCalled((found[1] ?? '').trim()) : null
  if (found && zone !== null) return { name: whole.slice(0, found.index).trimEnd().replace(afterIts, ''), zone }
  return afterIts.test(whole) ? { name: whole.replace(afterIts, ''), zone: 'UTC' } : { name: column, zone: null }
}

/** 'Started at' of 'Started at (UTC)'. What else stands in brackets is a part of the name. */
export const withoutClocks = (column: string): string => parted(column).name

/** Null where its name says none that is known. */
export const zoneOfColumn = (column: string): string | null => parted(column).zone
