/** The list of changes as the page holds it: what is not on the server yet stays in the tab, over a new sign-in too. */
import { useEffect, useState } from 'preact/hooks'
import * as z from 'zod'
import { editIdSchema, type KeptEdits, madeEditSchema } from '../../../functions/domain/agenda/edit.ts'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { dropDraft, keepDraft, keptDraft } from '../../kit/load/draft.ts'
import { useMinuteByMinute } from '../../kit/load/load.ts'
import { addEdits, readEdits } from '../calls/agenda.ts'
import { createKeeper, type Kept, type Keeper } from './keeper.ts'

/** One that nobody can read any more takes none of the others along. */
const readable = <Item extends z.ZodType>(item: Item) =>
  z.array(z.unknown()).transform(all =>
    all.flatMap(one => {
      const parsed = item.safeParse(one)
      return parsed.success ? [parsed.data] : []
    }),
  )
const unsentSchema = z.object({ add: readable(madeEditSchema), undo: readable(editIdSchema) })

/** Letters and figures, as an edit and an item that it adds are named by. */
export const drawId = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 14)

export const useKept = (id: ReviewId, by: string, first: KeptEdits): { kept: Kept; keeper: Keeper } => {
  const key = `curate ${id}`
  const [, setTurn] = useState(0)
  const [keeper] = useState(() =>
    createKeeper(
      by,
      first,
      keptDraft(unsentSchema, key) ?? { add: [], undo: [] },
      { read: () => readEdits(id), add: more => addEdits(id, more) },
      drawId,
      ({ unsent }) => {
        if (unsent.add.length + unsent.undo.length > 0) keepDraft(key, unsent)
        else dropDraft(key)
        setTurn(turn => turn + 1)
      },
    ),
  )
  // What the sign-in ran out under is sent after the next one.
  useEffect(keeper.retry, [])
  useMinuteByMinute(() => {
    // Nobody asked for it: the next minute asks again.
    keeper.look().catch(() => {})
  }, true)
  return { kept: keeper.now(), keeper }
}
