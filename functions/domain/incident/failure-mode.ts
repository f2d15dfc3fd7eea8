/** The organisation's own names for how things fail: what tells two of them apart, and which stand for one another. */
import * as z from 'zod'

export const failureModeNameSchema = z.string().trim().min(1).max(200)

/**
 * 'certificate-expired' for “Certificate expired”: names that differ by case, marks and spaces alone are one mode. A name
 * of marks alone is its own key.
 */
export const failureModeKey = (name: string): string => {
  const lower = name.normalize('NFKC').toLowerCase()
  const words = lower.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '')
  return words || lower.trim()
}

export const failureModeSchema = z.object({
  key: z.string().min(1).max(400),
  name: failureModeNameSchema,
  /** Key of the mode that it is counted as; null: as itself. */
  mergedInto: z.string().nullable(),
  version: z.int(),
})
export type FailureMode = z.infer<typeof failureModeSchema>

export interface FailureModes {
  /** The key that stands for it; a key that nobody has listed stands for itself. */
  readonly resolve: (key: string) => string
  /** How a key's mode is called now; a key that nobody has listed is called by what is given. */
  readonly nameOf: (key: string, otherwise: string) => string
  /** The keys counted as this one's mode, the one that stands for it first. */
  readonly keysOf: (key: string) => readonly string[]
  /** Whether `key` is counted as `other`, directly or over further ones; a key is counted as itself. */
  readonly leadsTo: (key: string, other: string) => boolean
}

/**
 * Merges followed to their end. Two merges made at once can close a circle: its first key by the alphabet then stands for
 * all of it, whichever is asked for.
 */
export const failureModes = (modes: readonly Pick<FailureMode, 'key' | 'name' | 'mergedInto'>[]): FailureModes => {
  const byKey = new Map(modes.map(mode => [mode.key, mode]))
  const follow = (key: string): { way: string[]; circle: string[] } => {
    const way: string[] = []
    for (let at: string | null = key; at !== null; at = byKey.get(at)?.mergedInto ?? null) {
      const turn = way.indexOf(at)
      if (turn >= 0) return { way, circle: way.slice(turn) }
      way.push(at)
    }
    return { way, circle: [] }
  }
  const resolve = (key: string): string => {
    const { way, circle } = follow(key)
    return circle.length > 0 ? circle.reduce((first, other) => (other < first ? other : first)) : (way.at(-1) ?? key)
  }
  const keys = Map.groupBy(byKey.keys(), resolve)
  return {
    resolve,
    nameOf: (key, otherwise) => byKey.get(resolve(key))?.name ?? otherwise,
    keysOf: key => {
      const own = resolve(key)
      return [own, ...(keys.get(own) ?? []).filter(other => other !== own)]
    },
    leadsTo: (key, other) => follow(key).way.includes(other),
  }
}

/** Names as they are called now, each once: what an incident was given may have been renamed or merged since. */
export const namesNow = (names: readonly string[], modes: FailureModes): string[] => {
  const byMode = new Map<string, string>()
  for (const name of names) {
    const key = modes.resolve(failureModeKey(name))
    if (!byMode.has(key)) byMode.set(key, modes.nameOf(key, name))
  }
  return [...byMode.values()]
}

/**
 * Of `given`, the names that say no more than `stored` did, as they were stored: an incident shown under a merged name and
 * sent back keeps its own, so that a merge can be undone.
 */
export const keptNames = (given: readonly string[], stored: readonly string[], modes: FailureModes): string[] => {
  const before = new Map<string, string>()
  for (const name of stored.toReversed()) before.set(modes.resolve(failureModeKey(name)), name)
  return given.map(name => before.get(modes.resolve(failureModeKey(name))) ?? name)
}

/** `GET /api/failure-modes`: `incidents` are those with this very key as their primary mode; null where not counted. */
export const failureModeViewSchema = failureModeSchema.extend({
  incidents: z.int().nullable(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
})
export type FailureModeView = z.infer<typeof failureModeViewSchema>

/** `PATCH /api/failure-modes/{key}`, over the version that was read; null takes a merge back. */
export const failureModeChangeSchema = z.object({
  name: failureModeNameSchema.optional(),
  mergedInto: z.string().nullable().optional(),
  version: z.int(),
})
