/** The local clock, real time (or none) plus an offset that only grows, and the schedule that hangs on it. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod'
import type { LambdaName } from '../../../functions/manifest.ts'
import type { Functions } from './functions.ts'

export interface Clock {
  readonly now: () => Date
  /** One minute's schedule, at the local time. */
  readonly tick: () => Promise<void>
  /**
   * Moves to `target` (null: stays), then runs the schedule until a round changes nothing and starts nothing.
   * A time within a second goes on to its end, since the schedule knows whole seconds. Null where it lies behind.
   */
  readonly advance: (target: Date | null) => Promise<{ now: string; ran: LambdaName[] } | null>
  /**
   * That many minutes further, from `start` where it is given, each with its schedule once, as on AWS: what fails waits
   * for the next minute. Null where `start` lies behind.
   */
  readonly minutes: (count: number, start?: Date) => Promise<{ now: string; ran: LambdaName[] } | null>
}

export interface ClockSettings {
  /** Time stands between one `advance` and the next: what a busy machine takes long for is over in the same instant. */
  readonly still?: boolean
  /** Keeps the offset over restarts: stored times would lie in the future otherwise. */
  readonly file: string
  readonly functions: Pick<Functions, 'invoke' | 'settled'>
  /** Changes whenever a run has changed something that another run may act upon. */
  readonly digest: () => Promise<string>
  readonly log: (name: LambdaName, line: string) => void
  /** Told before each run of the schedule. */
  readonly wake?: (at: Date) => Promise<void>
}

/** `learning` each time too, though on AWS less often: it finds nothing to do, or does it sooner. */
const scheduled = ['clock', 'mailer', 'learning'] as const satisfies readonly LambdaName[]

/** Far more than any survey needs; a function that changes something each time must not keep the caller for ever. */
const roundsAtMost = 200

const minuteMilliseconds = 60_000

const storedSchema = z.object({ offsetMilliseconds: z.number().nonnegative() })

export const openClock = (settings: ClockSettings): Clock => {
  let offset = existsSync(settings.file)
    ? storedSchema.parse(JSON.parse(readFileSync(settings.file, 'utf8'))).offsetMilliseconds
    : 0
  const opened = Date.now()
  const realNow = (): number => (settings.still ? opened : Date.now())
  const now = () => new Date(realNow() + offset)

  const moveTo = (target: Date): void => {
    offset = Math.max(offset, target.getTime() - realNow())
    writeFileSync(`${settings.file}.new`, JSON.stringify({ offsetMilliseconds: offset }))
    renameSync(`${settings.file}.new`, settings.file)
  }

  /** Names in the order they ran. EventBridge's times have no fraction of a second. */
  const round = async (at: Date): Promise<{ ran: LambdaName[]; started: number }> => {
    const time = `${at.toISOString().slice(0, 19)}Z`
    await settings.wake?.(at)
    for (const name of scheduled) {
      const outcome = await settings.functions.invoke(name, {
        version: '0',
        'detail-type': 'Scheduled Event',
        source: 'aws.scheduler',
        time,
        detail: {},
      })
      if (outcome.failed) settings.log(name, 'Scheduled invocation failed; on AWS a dead letter')
    }
    const started = await settings.functions.settled()
    return { ran: [...scheduled, ...started], started: started.length }
  }

  const advance: Clock['advance'] = async target => {
    const current = now()
    if (target && target.getTime() < current.getTime()) return null
    const at = new Date(Math.ceil((target ?? current).getTime() / 1000) * 1000)
    moveTo(at)
    const ran: LambdaName[] = []
    let before = await settings.digest()
    for (let rounds = 0; rounds < roundsAtMost; rounds += 1) {
      const done = await round(at)
      ran.push(...done.ran)
      const after = await settings.digest()
      if (done.started === 0 && after === before) break
      before = after
    }
    return { now: at.toISOString(), ran }
  }

  const minutes: Clock['minutes'] = async (count, start) => {
    if (start && start.getTime() < now().getTime()) return null
    if (start) moveTo(start)
    const ran: LambdaName[] = []
    for (let minute = 0; minute < count; minute += 1) {
      moveTo(new Date(Math.floor(now().getTime() / minuteMilliseconds + 1) * minuteMilliseconds))
      ran.push(...(await round(now())).ran)
    }
    return { now: now().toISOString(), ran }
  }

  let last: Promise<unknown> = Promise.resolve()
  let busy = 0
  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    busy += 1
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    try {
      return await mine
    } finally {
      busy -= 1
    }
  }

  return {
    now,
    // While the clock is being moved by hand, its rounds do what this minute's run would have done.
    tick: async () => {
      if (busy === 0) await inTurn(() => round(now()))
    },
    advance: target => inTurn(() => advance(target)),
    minutes: (count, start) => inTurn(() => minutes(count, start)),
  }
}
