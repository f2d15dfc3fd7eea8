/** `/api/failure-modes`: the organisation's own vocabulary. Incidents keep the names they were given. */
import * as z from 'zod'
import { inParallel } from '../../domain/in-parallel.ts'
import {
  type FailureMode,
  failureModeChangeSchema,
  failureModeKey,
  failureModes,
  type FailureModes,
  failureModeSchema,
  type FailureModeView,
  failureModeViewSchema,
} from '../../domain/incident/failure-mode.ts'
import { Refusal } from '../../domain/refusal.ts'
import { operation, parameter } from '../../http/operation.ts'
import { untraced } from '../../http/trace.ts'
import type { FailureModeStore } from './failure-modes.store.ts'
import type { FiguresStore } from '../figures/figures.store.ts'

const queriesAtOnce = 16

const counted = async (store: FailureModeStore, mode: FailureMode): Promise<FailureModeView> => {
  const sightings = await store.sightingsOf(mode.key)
  const [last] = sightings
  const first = sightings.at(-1)
  return {
    ...mode,
    incidents: sightings.length,
    firstAt: first?.startedAt ?? null,
    lastAt: last?.startedAt ?? null,
  }
}

const requireTarget = async (
  store: FailureModeStore,
  mode: FailureMode,
  into: string,
  modes: FailureModes,
): Promise<void> => {
  if (modes.leadsTo(into, mode.key)) throw new Refusal('failure_mode_circle')
  if (!(await store.readFailureMode(into))) {
    const issues = [{ path: 'mergedInto', message: 'there is no such failure mode' }]
    throw new Refusal('unknown_failure_mode', undefined, { issues })
  }
}

/** From now on the new name refers to this mode: it becomes a key that is merged into it. */
const learnName = async (
  store: FailureModeStore,
  mode: FailureMode,
  name: string,
  modes: FailureModes,
): Promise<void> => {
  const key = failureModeKey(name)
  if (modes.resolve(key) === modes.resolve(mode.key)) return
  if (await store.addFailureMode(name, mode.key)) return
  // If an earlier rename was cut off after this write, the key is already merged into this mode.
  if ((await store.readFailureMode(key))?.mergedInto !== mode.key) throw new Refusal('failure_mode_exists')
}

const change = async (
  store: FailureModeStore,
  key: string,
  { version, ...patch }: z.output<typeof failureModeChangeSchema>,
): Promise<FailureMode> => {
  const before = await store.readFailureMode(key)
  if (!before) throw new Refusal('unknown_failure_mode')
  const { name = before.name, mergedInto = before.mergedInto } = patch
  const after: FailureMode = { ...before, name, mergedInto, version: before.version + 1 }
  if (name === before.name && mergedInto === before.mergedInto) return before
  if (version !== before.version) throw new Refusal('changed_meanwhile')
  const modes = failureModes(await store.listFailureModes())
  if (mergedInto !== null && mergedInto !== before.mergedInto) await requireTarget(store, before, mergedInto, modes)
  if (name !== before.name) await learnName(store, before, name, modes)
  if (!(await store.changeFailureMode(after, before.version))) throw new Refusal('changed_meanwhile')
  return after
}

const example: FailureMode = { key: 'certificate-expired', name: 'Certificate expired', mergedInto: null, version: 2 }

const listFailureModes = operation({
  method: 'GET',
  path: '/api/failure-modes',
  who: 'facilitator',
  tag: 'incidents',
  summary:
    'The vocabulary of failure modes, including merged ones; with `counts=true` also how many incidents each has.',
  query: { counts: z.enum(['true', 'false']) },
  answers: { 200: z.array(failureModeViewSchema) },
  refuses: [],
  example: {
    query: { counts: 'true' },
    answer: [{ ...example, incidents: 2, firstAt: '2026-08-03T09:00:00.000Z', lastAt: '2026-11-20T03:00:00.000Z' }],
  },
}).handledBy(({ failureModes: store }: { readonly failureModes: FailureModeStore }) => async ({ query }) => {
  const modes = await store.listFailureModes()
  const sorted = modes.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.key < b.key ? -1 : 1))
  const views =
    query.counts === 'true'
      ? await inParallel(sorted, queriesAtOnce, mode => counted(store, mode))
      : sorted.map(mode => ({ ...mode, incidents: null, firstAt: null, lastAt: null }))
  return { status: 200, json: views }
})

interface Stores {
  readonly failureModes: FailureModeStore
  readonly figures: FiguresStore
}

const changeFailureMode = operation({
  method: 'PATCH',
  path: '/api/failure-modes/{id}',
  who: 'facilitator',
  tag: 'incidents',
  summary: 'Renames a failure mode, merges it into another one, or with `mergedInto: null` separates it again.',
  parameters: { id: parameter(z.string(), 'unknown_failure_mode') },
  body: failureModeChangeSchema,
  trace: untraced.facts,
  answers: { 200: failureModeSchema },
  refuses: ['failure_mode_exists', 'failure_mode_circle', 'changed_meanwhile'],
  example: { params: { id: example.key }, body: { name: example.name, version: 1 }, answer: example },
}).handledBy(({ failureModes: store, figures }: Stores) => async ({ params, body, now }) => {
  const mode = await change(store, params.id, body)
  // Also if it had been changed before, because the request that did so may have been cut off here.
  await figures.refreshFigures({ modes: [mode.key, mode.mergedInto ?? mode.key] }, now)
  return { status: 200, json: mode }
})

export const failureModeOperations = [listFailureModes, changeFailureMode] as const
