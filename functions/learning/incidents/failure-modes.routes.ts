/** `/api/failure-modes`: the organisation's own vocabulary. Incidents keep the names they were given; these are read. */
import type { Hono } from 'hono'
import * as z from 'zod'
import { inParallel } from '../../aws/documents.ts'
import {
  type FailureMode,
  failureModeChangeSchema,
  failureModeKey,
  failureModes,
  type FailureModes,
  type FailureModeView,
} from '../../domain/incident/failure-mode.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { AppEnvironment } from '../../http/app.ts'
import { type AppContext, body, idOf, query, route } from '../../http/route.ts'
import type { FailureModeStore } from './failure-modes.store.ts'
import type { FiguresStore } from '../figures/figures.store.ts'

const queriesAtOnce = 16

type Stores = { readonly failureModes: FailureModeStore; readonly figures: FiguresStore }

export const failureModeRoutes = (app: Hono<AppEnvironment>, { failureModes: store, figures }: Stores): void => {
  const counted = async (mode: FailureMode): Promise<FailureModeView> => {
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

  const list = async (context: AppContext): Promise<FailureModeView[]> => {
    const modes = await store.listFailureModes()
    const sorted = modes.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.key < b.key ? -1 : 1))
    if (query(context, 'counts', z.enum(['true', 'false'])) === 'true') {
      return inParallel(sorted, queriesAtOnce, counted)
    }
    return sorted.map(mode => ({ ...mode, incidents: null, firstAt: null, lastAt: null }))
  }

  const requireTarget = async (mode: FailureMode, into: string, modes: FailureModes): Promise<void> => {
    if (modes.leadsTo(into, mode.key)) throw new Refusal('failure_mode_circle')
    if (!(await store.readFailureMode(into))) {
      const issues = [{ path: 'mergedInto', message: 'there is no such failure mode' }]
      throw new Refusal('unknown_failure_mode', undefined, { issues })
    }
  }

  /** What is recorded under the new name from now on is this mode: the name becomes a key that is merged into it. */
  const learnName = async (mode: FailureMode, name: string, modes: FailureModes): Promise<void> => {
    const key = failureModeKey(name)
    if (modes.resolve(key) === modes.resolve(mode.key)) return
    if (await store.addFailureMode(name, mode.key)) return
    // It is this mode's already where the rename was cut off after this write.
    if ((await store.readFailureMode(key))?.mergedInto !== mode.key) throw new Refusal('failure_mode_exists')
  }

  const change = async (context: AppContext): Promise<FailureMode> => {
    const { version, ...patch } = await body(context, failureModeChangeSchema)
    const before = await store.readFailureMode(idOf(context, z.string(), 'unknown_failure_mode'))
    if (!before) throw new Refusal('unknown_failure_mode')
    const { name = before.name, mergedInto = before.mergedInto } = patch
    const after: FailureMode = { ...before, name, mergedInto, version: before.version + 1 }
    if (name === before.name && mergedInto === before.mergedInto) return before
    if (version !== before.version) throw new Refusal('changed_meanwhile')
    const modes = failureModes(await store.listFailureModes())
    if (mergedInto !== null && mergedInto !== before.mergedInto) await requireTarget(before, mergedInto, modes)
    if (name !== before.name) await learnName(before, name, modes)
    if (!(await store.changeFailureMode(after, before.version))) throw new Refusal('changed_meanwhile')
    return after
  }

  route(app, '/api/failure-modes', { GET: async context => context.json(await list(context)) })
  route(app, '/api/failure-modes/:id', {
    PATCH: async context => {
      const mode = await change(context)
      // Also where it was changed already: the request that did so may have been cut off here.
      await figures.refreshFigures({ modes: [mode.key, mode.mergedInto ?? mode.key] }, context.get('now'))
      return context.json(mode)
    },
  })
}
