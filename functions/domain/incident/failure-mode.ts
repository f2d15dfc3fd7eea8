/** The organisation's own names for how things fail: which names are the same, and which represent others. */
import * as z from 'zod'
import { tidyLine } from '../normal-form.ts'
import { letterForm } from '../normal-form.ts'

export const failureModeNameSchema = z.string().overwrite(tidyLine).min(1).max(200)

/**
 * For example 'certificate-expired' for “Certificate expired”: names that differ only in case, punctuation and spaces
 * are one mode. A name that consists of punctuation is its own key.
 */
export const failureModeKey = (name: string): string => {
  const lower = letterForm(name)
  const words = lower.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-').replaceAll(/^-+|-+$/g, '')
  return words || lower.trim()
}

export const failureModeSchema = z.object({
  key: z.string().min(1).max(400),
  name: failureModeNameSchema,
  /** The key of the mode it is counted as; null if it counts as itself. */
  mergedInto: z.string().nullable(),
  version: z.int(),
})
export type FailureMode = z.infer<typeof failureModeSchema>

export interface FailureModes {
  /** The key that represents this one; an unlisted key represents itself. */
  readonly resolve: (key: string) => string
  /** What the key's mode is called now; an unlisted key is called what is given. */
  readonly nameOf: (key: string, otherwise: string) => string
  /** All keys counted as the same mode, beginning with the one that represents it. */
  readonly keysOf: (key: string) => readonly string[]
  /** Whether `key` is counted as `other`, directly or through further ones. A key counts as itself. */
  readonly leadsTo: (key: string, other: string) => boolean
}

/** Follows merges to their end. A circle from simultaneous merges is represented by its first key. */
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

/** The names as they are called now, each once, since a given name may have been renamed or merged. */
export const namesNow = (names: readonly string[], modes: FailureModes): string[] => {
  const byMode = new Map<string, string>()
  for (const name of names) {
    const key = modes.resolve(failureModeKey(name))
    if (!byMode.has(key)) byMode.set(key, modes.nameOf(key, name))
  }
  return [...byMode.values()]
}

/**
 * Replaces those of `given` that mean the same as a name in `stored` by that name. An incident that is shown under a
 * merged name and sent back keeps its own, so that a merge can be undone.
 */
export const keptNames = (given: readonly string[], stored: readonly string[], modes: FailureModes): string[] => {
  const before = new Map<string, string>()
  for (const name of stored.toReversed()) before.set(modes.resolve(failureModeKey(name)), name)
  return given.map(name => before.get(modes.resolve(failureModeKey(name))) ?? name)
}

/** `GET /api/failure-modes`: `incidents` counts those with this key as primary mode; null if not requested. */
export const failureModeViewSchema = failureModeSchema.extend({
  incidents: z.int().nullable(),
  firstAt: z.string().nullable(),
  lastAt: z.string().nullable(),
})
export type FailureModeView = z.infer<typeof failureModeViewSchema>

/** `PATCH /api/failure-modes/{key}`, for the version that was read. `mergedInto: null` undoes a merge. */
export const failureModeChangeSchema = z.object({
  name: failureModeNameSchema.optional(),
  mergedInto: z.string().nullable().optional(),
  version: z.int(),
})
