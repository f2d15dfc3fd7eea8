/**
 * Keeps a facilitator's changes on the server, on top of whatever the others made meanwhile: nothing of theirs is ever
 * replaced, and what is not sent yet is put on top again. One write at a time.
 */
import type { AgendaEdit, KeptEdit, KeptEdits, MadeEdit, MoreEdits } from '../../../functions/domain/agenda/edit.ts'
import { isProblem } from '../../kit/api/problem.ts'

/** 'refused': the one change that the error is about is gone, all others are there. */
export type Saving =
  | { readonly state: 'saved' | 'saving' }
  | { readonly state: 'failed' | 'refused'; readonly error: unknown }

/** Not known to be on the server: it is kept in the tab as well. */
export interface Unsent {
  readonly add: readonly MadeEdit[]
  readonly undo: readonly string[]
}

export interface Kept {
  /** In order, own ones that are on their way among them. */
  readonly edits: readonly KeptEdit[]
  readonly unsent: Unsent
  readonly saving: Saving
  /** What others added or took back since the page was opened, newest last; told until it was read. */
  readonly news: readonly News[]
}
export interface News {
  readonly by: string
  readonly edit: AgendaEdit
  readonly isGone: boolean
}

export interface Calls {
  readonly read: () => Promise<KeptEdits>
  readonly add: (more: MoreEdits) => Promise<KeptEdits>
}

export interface Keeper {
  readonly now: () => Kept
  readonly make: (...edits: AgendaEdit[]) => void
  /** The last change of one's own; null where there is none left. */
  readonly undo: () => AgendaEdit | null
  readonly canUndo: () => boolean
  /** After a failure. */
  readonly retry: () => void
  /** Whether the others changed something. */
  readonly look: () => Promise<void>
  readonly read: () => void
}

/** The API does not take one of the changes, now or later. */
const isRefused = (error: unknown): boolean => isProblem(error, 'invalid_body') || isProblem(error, 'body_too_large')

export const createKeeper = (
  by: string,
  first: KeptEdits,
  unsent: Unsent,
  calls: Calls,
  drawId: () => string,
  tell: (kept: Kept) => void,
): Keeper => {
  let server = first
  let waiting = unsent
  let sending: ReadonlySet<string> = new Set()
  let saving: Saving = { state: 'saved' }
  let news: readonly News[] = []
  let busy = false

  const known = (): Set<string> => new Set(server.edits.map(({ id }) => id))
  const edits = (): KeptEdit[] => {
    const [gone, there] = [new Set(waiting.undo), known()]
    const own = waiting.add.filter(({ id }) => !there.has(id)).map(one => ({ ...one, by }))
    return [...server.edits, ...own].filter(({ id }) => !gone.has(id))
  }
  const now = (): Kept => ({ edits: edits(), unsent: waiting, saving, news })
  const told = (next: Saving): void => {
    saving = next
    tell(now())
  }
  const takeIn = (next: KeptEdits): void => {
    const before = known()
    const after = new Set(next.edits.map(({ id }) => id))
    news = [
      ...news,
      ...server.edits.filter(one => one.by !== by && !after.has(one.id)).map(one => ({ ...one, isGone: true })),
      ...next.edits.filter(one => one.by !== by && !before.has(one.id)).map(one => ({ ...one, isGone: false })),
    ]
    server = next
  }
  const send = async ({ add, undo }: Unsent): Promise<void> => {
    sending = new Set(add.map(({ id }) => id))
    try {
      takeIn(await calls.add({ version: server.version, add: [...add], undo: [...undo] }))
      waiting = {
        add: waiting.add.filter(({ id }) => !sending.has(id)),
        undo: waiting.undo.filter(id => !undo.includes(id)),
      }
    } catch (error) {
      if (isRefused(error)) sending = new Set()
      if (!isProblem(error, 'changed_meanwhile')) throw error
      takeIn(await calls.read())
      const there = known()
      const left = waiting.add.filter(({ id }) => !there.has(id))
      // What is on its way and was taken back has to arrive as both: nobody knows whether it came through.
      const open = new Set([...there, ...left.map(({ id }) => id)])
      waiting = { add: left, undo: waiting.undo.filter(id => open.has(id)) }
    }
  }
  /** Sends what waits, and where something of it is refused one after the other, so that only that one is given up. */
  const sendAll = async (): Promise<Saving> => {
    let oneByOne = false
    let refused: unknown = null
    while (waiting.add.length + waiting.undo.length > 0) {
      told({ state: 'saving' })
      const [first] = waiting.add
      const part = oneByOne && first ? { add: [first], undo: [] } : waiting
      try {
        await send(part)
      } catch (error) {
        if (!first || !isRefused(error)) throw error
        oneByOne = true
        if (part.add.length + part.undo.length > 1) continue
        refused = error
        waiting = { ...waiting, add: waiting.add.slice(1) }
      }
    }
    return refused === null ? { state: 'saved' } : { state: 'refused', error: refused }
  }
  const write = async (): Promise<void> => {
    busy = true
    try {
      const ended = await sendAll()
      busy = false
      told(ended)
    } catch (error) {
      busy = false
      told({ state: 'failed', error })
    }
  }
  const start = (): void => {
    tell(now())
    if (!busy && waiting.add.length + waiting.undo.length > 0) void write()
  }
  const lastOwn = (): KeptEdit | undefined => edits().findLast(one => one.by === by)

  return {
    now,
    make: (...made) => {
      waiting = { ...waiting, add: [...waiting.add, ...made.map(edit => ({ id: drawId(), edit }))] }
      start()
    },
    undo: () => {
      const last = lastOwn()
      if (!last) return null
      const isNew = waiting.add.some(({ id }) => id === last.id) && !sending.has(last.id)
      waiting = isNew
        ? { ...waiting, add: waiting.add.filter(({ id }) => id !== last.id) }
        : { ...waiting, undo: [...waiting.undo, last.id] }
      start()
      return last.edit
    },
    canUndo: () => lastOwn() !== undefined,
    retry: start,
    look: async () => {
      if (busy) return
      const next = await calls.read()
      // A write that began meanwhile knows better.
      if (busy || next.version <= server.version) return
      takeIn(next)
      tell(now())
    },
    read: () => {
      news = []
      tell(now())
    },
  }
}
