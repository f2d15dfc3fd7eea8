/** What harvests have filed: documents in pieces, and the list of pulses. */
import * as z from 'zod'
import { filedPulseSchema } from '../domain/suppression/filed.ts'
import { kind, untilDeleted } from './kind.ts'

export const publishedPiece = kind({
  table: 'learning',
  name: 'publishedPiece',
  partition: 'published#{survey}',
  sort: '{run}#{document}#{piece}',
  schema: z.object({ text: z.string() }),
  kept: {
    row: 'published',
    holds: 'figures, statements and receipts that suppression allowed',
    ...untilDeleted,
  },
})

export const publishedPulse = kind({
  table: 'learning',
  name: 'publishedPulse',
  partition: 'published#pulses',
  sort: '{quarter}#{survey}',
  schema: filedPulseSchema,
  kept: publishedPiece.kept,
})

/** Everything that a survey has there, by key alone, for deletion. */
export const publishedAnything = kind({
  table: 'learning',
  name: 'publishedPiece',
  partition: publishedPiece.partition,
  sort: '{sk}',
  schema: z.object({ sk: z.string() }),
  kept: publishedPiece.kept,
  attributes: ['pk', 'sk'],
})
