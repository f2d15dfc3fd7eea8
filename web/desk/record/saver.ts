/** One write at a time, always the newest content over the version last known; the later of two people is told. */
import { type RecordContent, recordContentSchema } from '../../../functions/domain/review/record.ts'
import { isProblem } from '../../kit/api/problem.ts'

export type SaveState = 'saving' | 'saved' | 'changed' | 'failed'

export interface RecordSaver {
  readonly save: (content: RecordContent) => void
}

interface Kept {
  /** The version that was read. */
  readonly version: number
  readonly put: (version: number, content: RecordContent) => Promise<number>
  readonly read: () => Promise<RecordContent & { readonly version: number }>
}

const same = (one: RecordContent, other: RecordContent): boolean =>
  JSON.stringify(recordContentSchema.parse(one)) === JSON.stringify(recordContentSchema.parse(other))

/** After 'changed' nothing more is written; after 'failed' the next content is tried. */
export const createRecordSaver = ({ version, put, read }: Kept, tell: (state: SaveState) => void): RecordSaver => {
  let known = version
  let wanted: RecordContent | null = null
  let busy = false
  let lost = false
  /** What was put without an answer: it may stand there as one's own, under a version that is not known yet. */
  let unsure: RecordContent | null = null

  const putOver = async (content: RecordContent): Promise<number> => {
    try {
      return await put(known, content)
    } catch (error) {
      if (!isProblem(error, 'changed_meanwhile') || !unsure) throw error
      const there = await read()
      if (!same(there, unsure)) throw error
      return put(there.version, content)
    }
  }

  const write = async (): Promise<void> => {
    busy = true
    let content: RecordContent | null = null
    try {
      while (wanted) {
        content = wanted
        wanted = null
        tell('saving')
        known = await putOver(content)
        unsure = null
      }
      tell('saved')
    } catch (error) {
      lost = isProblem(error, 'changed_meanwhile')
      if (!lost) unsure = content
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
