/**
 * Who was erased, as digests: whoever restores an earlier state of a table has to erase them there once more. It stands in
 * the table that is never put back.
 */
import * as z from 'zod'
import { kind } from './kind.ts'

export const erasure = kind({
  table: 'trace',
  name: 'erasure',
  partition: 'erased',
  sort: '{at}#{who}',
  schema: z.object({ at: z.string(), who: z.string() }),
  kept: {
    row: 'erasure',
    holds: 'digest of an address that was erased, and when: whoever knows the address can tell that it was',
    retentionDays: null,
    until: 'no state from before it can be restored (36 days), and then somebody else is erased',
  },
})
