/** What the name of a column says of the clocks of its times: 'Started at (UTC)', 'Start [Europe/Berlin]'. */
import { knownZone } from '../time/zone.ts'

const inBrackets = /\s*[([]\s*([^()[\]]*?)\s*[)\]]\s*$/

const afterIts = /[\s_.-](?:utc|gmt)$/i

/** 'Started at', whatever stands in brackets after it. */
export const withoutClocks = (column: string): string => column.replace(inBrackets, '').replace(afterIts, '')

const utc = /^(?:utc|gmt|z|zulu)(?:\s*(?:[+±]\s*0+(?::?00)?|time))?$/i

/** The zone; null where its name says none that is known. An abbreviation is none: it is asked about in a cell. */
export const zoneOfColumn = (column: string): string | null => {
  const said = inBrackets.exec(column)?.[1] ?? ''
  if (utc.test(said) || afterIts.test(column)) return 'UTC'
  return said.includes('/') ? knownZone(said) : null
}
