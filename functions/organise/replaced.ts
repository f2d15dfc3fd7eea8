/** `/api/people/replaced`: that the roster was replaced, and its undoing within 30 days. Nobody who was erased comes back. */
import * as z from 'zod'
import { replacementIdSchema } from '../domain/ids.ts'
import { Refusal } from '../domain/refusal.ts'
import { type Replacement, replacementViewSchema, undoingOf, undoneWithinDays } from '../domain/roster/replaced.ts'
import { dayMilliseconds, plus } from '../domain/time/instants.ts'
import { operation, parameter } from '../http/operation.ts'
import type { OrganiseDependencies } from './dependencies.ts'

type Stored = Pick<OrganiseDependencies, 'store'>

const untilOf = ({ at }: Pick<Replacement, 'at'>): string => plus(at, undoneWithinDays * dayMilliseconds)

const isUndoable = (one: Replacement, now: string): boolean =>
  one.undoneAt === null && Date.parse(untilOf(one)) > Date.parse(now)

const readReplaced = operation({
  method: 'GET',
  path: '/api/people/replaced',
  who: 'keeper',
  tag: 'people',
  summary: 'The last time that the roster was replaced, as long as that can be undone; or null.',
  answers: { 200: replacementViewSchema.nullable() },
  refuses: [],
  example: { answer: null },
}).handledBy(({ store }: Stored) => async ({ now }) => {
  const latest = (await store.listReplacements()).find(one => isUndoable(one, now))
  return { status: 200, json: latest ? replacementViewSchema.parse({ ...latest, until: untilOf(latest) }) : null }
})

const undoReplaced = operation({
  method: 'POST',
  path: '/api/people/replaced/{id}/undo',
  who: 'keeper',
  tag: 'people',
  summary: 'Undoes that the roster was replaced: whoever it took away comes back, and whoever came with it goes.',
  description:
    'Whoever was changed since stays as they are now, and is counted in `left`. Whoever was erased does not come back. ' +
    'Sent again, it does what is left of it, and nothing once it is undone. The latest is undone first.',
  parameters: { id: parameter(replacementIdSchema, 'unknown_replacement') },
  trace: { act: 'roster-restored', about: 'nothing', counts: ['restored', 'reset', 'removed', 'left'] },
  answers: { 200: z.object({ restored: z.int(), reset: z.int(), removed: z.int(), left: z.int() }) },
  refuses: ['changed_meanwhile'],
  example: {
    params: { id: 'rep_aaaaaaaaaaaaaaaa' },
    answer: { restored: 12, reset: 3, removed: 1, left: 0 },
  },
}).handledBy(({ store }: Stored) => async ({ params: { id }, now }) => {
  const all = await store.listReplacements()
  const found = all.find(one => one.id === id)
  if (!found || Date.parse(untilOf(found)) <= Date.parse(now)) throw new Refusal('unknown_replacement')
  // What was made of the roster since is nobody's to lose: sent again after its end it does nothing.
  if (found.undoneAt !== null) return { status: 200, json: { restored: 0, reset: 0, removed: 0, left: 0 } }
  if (all.slice(0, all.indexOf(found)).some(({ undoneAt }) => undoneAt === null)) throw new Refusal('changed_meanwhile')
  const entries = await store.readReplaced(found)
  const current = await store.readPeople(entries.map(({ email }) => email))
  const { restored, reset, removed, left } = undoingOf(entries, current)
  await store.savePeople(restored, reset, current)
  await store.removePeople(removed, now)
  await store.markUndone(found, now)
  return {
    status: 200,
    json: { restored: restored.length, reset: reset.length, removed: removed.length, left },
  }
})

export const replacedOperations = [readReplaced, undoReplaced] as const
