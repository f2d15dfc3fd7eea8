/**
 * Faults of single calls, drawn by a seed. What is drawn depends on who calls, on what and for which time, not on ids or
 * on the order between functions, so that the same seed meets the same calls again; only which of several like calls in
 * flight at once is counted first is left to chance.
 */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { LambdaName } from '../../../functions/manifest.ts'
import type { Call } from './asked.ts'
import { type Answered, type Layer, refusal, type Send } from './replies.ts'

export const faultKinds = [
  /** The connection is cut, and nothing was carried out. */
  'dropped-before',
  /** It was carried out, and the reply is lost. */
  'dropped-after',
  /** Its caller has given up on it, and it is carried out after calls that were made later. */
  'delayed',
  'throttled',
  /** AWS’s own fault, and nothing was carried out. */
  'failed',
  /** Carried out twice; the second reply is given. Mail is never repeated by anything on its way. */
  'repeated',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** What is meant by whoever asks for it, and never drawn: no retry helps, until somebody mends it. */
const meantKinds = [
  /** A role lost a right, or a key of KMS does. */
  'denied',
] as const
export type AnyFault = FaultKind | (typeof meantKinds)[number]

export const faultsSchema = z.strictObject({
  seed: z.int().min(1),
  /** Of one call, from 0 to 1. */
  chance: z.number().min(0).max(1),
  kinds: z
    .array(z.enum([...faultKinds, ...meantKinds]))
    .min(1)
    .default([...faultKinds]),
  /** What calls are about: a service, or a table by its name; anything if left out. */
  about: z.array(z.string()).min(1).optional(),
})
export type FaultSettings = z.infer<typeof faultsSchema>

/** From 0 to 1, without 1: the same for the same words. */
export const drawOf = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('|')).digest().readUInt32BE() / 2 ** 32

/** Of faults, this share meets every attempt of its call until the minute is over, so that no retry gets past it. */
const lastingShare = 0.3
/** A delayed call is overtaken by this many at most. */
const overtakenAtMost = 8

export interface Faults {
  readonly layer: Layer
  /** Null: there are none from here on, and what was delayed is carried out. */
  readonly set: (settings: FaultSettings | null) => Promise<void>
  readonly settings: () => FaultSettings | null
  /** How often each kind was met so far. */
  readonly met: () => Readonly<Partial<Record<AnyFault, number>>>
  /** A new minute: what is repeated then is a new call. */
  readonly wake: () => Promise<void>
}

export const createFaults = (): Faults => {
  let settings: FaultSettings | null = null
  let times = new Map<string, number>()
  const lasting = new Map<string, AnyFault>()
  const met: Partial<Record<AnyFault, number>> = {}
  let delayed: { left: number; carryOut: () => Promise<unknown> }[] = []

  const drawn = ({ service, operation, about, body }: Call, caller: LambdaName): AnyFault | null => {
    if (settings === null) return null
    const [table = ''] = about.split('/')
    if (settings.about && !settings.about.some(wanted => wanted === service || wanted === table)) return null
    const same = `${caller} ${createHash('sha256').update(body).digest('hex')}`
    const again = lasting.get(same)
    if (again) return again
    const like = `${caller} ${operation} ${about}`
    const time = (times.get(like) ?? 0) + 1
    times.set(like, time)
    const { seed, chance } = settings
    if (drawOf(seed, like, time) >= chance) return null
    const kinds = settings.kinds.filter(kind => kind !== 'repeated' || service !== 'ses')
    const kind = kinds[Math.floor(drawOf(seed, like, time, 'kind') * kinds.length)]
    if (kind === undefined) return null
    if (drawOf(seed, like, time, 'lasting') < lastingShare) lasting.set(same, kind)
    return kind
  }

  const carryOutDelayed = async (those: (left: number) => boolean): Promise<void> => {
    const due = delayed.filter(({ left }) => those(left))
    delayed = delayed.filter(({ left }) => !those(left))
    for (const { carryOut } of due) await carryOut()
  }

  const carriedOut: Readonly<Record<AnyFault, (call: Call, send: Send) => Promise<Answered>>> = {
    'dropped-before': async () => null,
    'dropped-after': async (call, send) => {
      await send(call)
      return null
    },
    delayed: async (call, send) => {
      const left = 1 + Math.floor(drawOf(settings?.seed ?? 0, delayed.length, call.about) * overtakenAtMost)
      delayed.push({ left, carryOut: () => send(call) })
      return null
    },
    throttled: async ({ service }) => refusal(service, 'throttled', 'Maximum sending rate exceeded.'),
    failed: async ({ service }) => refusal(service, 'failed', 'Internal server error'),
    denied: async ({ service }) => refusal(service, 'denied', 'User is not authorized to perform this.'),
    repeated: async (call, send) => {
      await send(call)
      return send(call)
    },
  }

  return {
    layer: async (call, caller, send) => {
      for (const one of delayed) one.left -= 1
      await carryOutDelayed(left => left <= 0)
      const kind = drawn(call, caller)
      if (kind === null) return send(call)
      met[kind] = (met[kind] ?? 0) + 1
      return carriedOut[kind](call, send)
    },
    set: async next => {
      settings = next
      times = new Map()
      lasting.clear()
      await carryOutDelayed(() => true)
    },
    settings: () => settings,
    met: () => met,
    wake: async () => {
      lasting.clear()
      await carryOutDelayed(() => true)
    },
  }
}
