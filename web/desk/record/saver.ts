/** One write at a time, always the newest content over the version last known; the later of two people is told. */
import type { RecordContent } from '../../../functions/domain/review/record.ts'
import { isProblem } from '../../kit/api/problem.ts'

export type SaveState = 'saving' | 'saved' | 'changed' | 'failed'

export interface RecordSaver {
  readonly save: (content: RecordContent) => void
}

/** After 'changed' nothing more is written; after 'failed' the next content is tried. */
export const createRecordSaver = (
  version: number,
  put: (version: number, content: RecordContent) => Promise<number>,
  tell: (state: SaveState) => void,
): RecordSaver => {
  let known = version
  let wanted: RecordContent | null = null
  let busy = false
  let lost = false

  const write = async (): Promise<void> => {
    busy = true
    try {
      while (wanted) {
        const content: RecordContent = wanted
        wanted = null
        tell('saving')
        known = await put(known, content)
      }
      tell('saved')
    } catch (error) {
      lost = isProblem(error, 'changed_meanwhile')
      tell(lost ? 'changed' : 'failed')
    } finally {
      busy = false
    }
  }

  return {
    save: content => {
      wanted = content
      if (!busy && !lost) void write()
    },
  }
}
