/** Reads what harvests have filed, in one piece. */
import type { FiledPulse, PublishedDocument } from '../domain/suppression/filed.ts'
import { publishedPiece, publishedPulse } from './published.ts'
import type { Records } from './records.ts'

export const filedDocuments = ({ list }: Records) => ({
  /** A document of a run; null if the run has none. */
  readFiled: async (
    { surveyId: survey, run }: Pick<FiledPulse, 'surveyId' | 'run'>,
    document: PublishedDocument,
  ): Promise<unknown> => {
    const pieces = await list(publishedPiece, { survey, run, document })
    return pieces.length > 0 ? JSON.parse(pieces.map(({ text }) => text).join('')) : null
  },

  /** The earliest quarter comes first. */
  listFiledPulses: (): Promise<FiledPulse[]> => list(publishedPulse, {}),
})
