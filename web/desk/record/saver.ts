/**
 * One write at a time, always the newest content over the version last known. Where somebody else was faster, theirs is
 * taken in first and the write goes on.
 */
import { type RecordContent, recordContentSchema } from '../../../functions/domain/review/record.ts'
import { isProblem } from '../../kit/api/problem.ts'
import { mergedRecord } from './merge.ts'
import { contentOf, type Excess, excessOf } from './typed.ts'

/** An excess is what is not sent at all: whoever typed it shortens it, nothing is cut off. */
export type SaveState = 'saving' | 'saved' | 'failed' | Excess

export interface RecordSaver {
  readonly save: (content: RecordContent) => void
  /** What stood on the server when what is typed was begun. */
  readonly base: () => Stored
}

export type Stored = RecordContent & { readonly version: number }

interface Kept {
  /** As it was read. */
  readonly first: Stored
  readonly put: (version: number, content: RecordContent) => Promise<number>
  readonly read: () => Promise<Stored>
}

interface Page {
  /** What stands there at this moment: more may have been typed while the server was asked. */
  readonly typed: () => RecordContent
  readonly state: (state: SaveState) => void
  /** Another's words came in; `both`: both had changed the same, and both texts stand now. */
  readonly merged: (content: RecordContent, both: boolean) => void
}

const same = (one: RecordContent, other: RecordContent): boolean =>
  JSON.stringify(contentOf(one)) === JSON.stringify(contentOf(other))

/** After 'failed' or an excess the next content is tried. */
export const createRecordSaver = ({ first, put, read }: Kept, page: Page): RecordSaver => {
  /** What is typed here began from it. */
  let base = first
  let wanted: RecordContent | null = null
  let busy = false
  /** What was put without an answer: it may stand there as one's own, under a version that is not known yet. */
  let unsure: RecordContent | null = null

  const takeIn = async (content: RecordContent): Promise<void> => {
    const theirs = await read()
    const isOwn = (unsure !== null && same(theirs, unsure)) || same(theirs, page.typed())
    const merged = isOwn ? null : mergedRecord(base, page.typed(), recordContentSchema.parse(theirs))
    base = theirs
    unsure = null
    wanted = merged?.content ?? wanted ?? content
    if (merged) page.merged(merged.content, merged.both)
  }

  const writeOnce = async (content: RecordContent): Promise<void> => {
    try {
      base = { ...content, version: await put(base.version, content) }
      unsure = null
    } catch (error) {
      if (!isProblem(error, 'changed_meanwhile')) {
        unsure = content
        throw error
      }
      await takeIn(content)
    }
  }

  const write = async (): Promise<void> => {
    busy = true
    try {
      while (wanted) {
        const content = wanted
        wanted = null
        const excess = excessOf(content)
        if (excess) {
          page.state(excess)
          return
        }
        page.state('saving')
        await writeOnce(content)
      }
      page.state('saved')
    } catch {
      page.state('failed')
    } finally {
      busy = false
    }
  }

  return {
    save: content => {
      wanted = content
      if (!busy) void write()
    },
    base: () => base,
  }
}
