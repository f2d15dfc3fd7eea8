/**
 * `npm run hostile -- [--seeds N] [--from SEED] [--kind FAULT] [--people N] [--chance P]`: a review and a pulse through a
 * hostile AWS, seed after seed (10 from 1 on unless said), under every kind of fault at once or one alone. Fails on any
 * finding, and says how to meet it again. `npm run hostile -- --without NAME [--from SEED]`: a review twice under the faults
 * that a handling is for, with it and without it (`handlings.ts`; `all` takes them one after the other). Fails unless
 * something is found exactly where it is missing.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { bundleFunctions } from '../../infra/bundle.ts'
import { command } from '../../infra/command.ts'
import { faultKinds } from '../../infra/local/hostile/faults.ts'
import { startStory } from '../journeys/story.ts'
import type { Lived } from './faulty.ts'
import { livePulse, liveReview, type Scale } from './faulty-surveys.ts'
import { type Handling, type HandlingName, handlingNames, handlings, without } from './handlings.ts'

const flagsSchema = z.object({
  seeds: z.coerce.number().int().min(1).default(10),
  from: z.coerce.number().int().min(1).default(1),
  kind: z.enum(faultKinds).optional(),
  people: z.coerce.number().int().min(8).default(12),
  chance: z.coerce.number().min(0).max(1).default(0.08),
  without: z.enum(['all', ...handlingNames]).optional(),
})

const lives = { review: liveReview, pulse: livePulse } as const

/** What is found of a review; a story that cannot be told to its end is a find as well. */
const foundIn = async (handling: Handling, seed: number, functions?: string): Promise<readonly string[]> => {
  const story = await startStory({ aws: 'hostile', ...(functions ? { functions } : {}) })
  try {
    await story.call('POST', '/local/ses', { perDay: 1_000_000 }, null)
    const faults = { seed, ...handling.faults }
    const { findings } = await liveReview(story, faults, { people: 12, asked: 9, atOnce: 4 })
    return findings
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  } finally {
    await story.stop()
  }
}

/** True if it is needed: something is found without it, and nothing with it. */
const isNeeded = async (name: HandlingName, seed: number): Promise<boolean> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'murmur-without-'))
  try {
    const functions = await bundleFunctions({ outDir: folder, plugins: [without(name)] })
    const found = {
      with: await foundIn(handlings[name], seed),
      without: await foundIn(handlings[name], seed, functions),
    }
    console.log(`${name}: with it ${found.with.length} findings, without it ${found.without.length}`)
    for (const [which, findings] of Object.entries(found)) {
      for (const finding of findings.slice(0, 3)) console.log(`  ${which} it: ${finding.slice(0, 160)}`)
    }
    return found.with.length === 0 && found.without.length > 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

await command(import.meta.filename, async () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      from: { type: 'string' },
      kind: { type: 'string' },
      people: { type: 'string' },
      chance: { type: 'string' },
      without: { type: 'string' },
    },
  })
  const { seeds, from, kind, people, chance, without: left } = flagsSchema.parse(values)
  if (left) {
    for (const name of left === 'all' ? handlingNames : [left]) {
      if (!(await isNeeded(name, from))) process.exitCode = 1
    }
    return
  }
  const kinds = kind ? [kind] : [...faultKinds]
  const scale: Scale = { people, asked: Math.ceil(people / 2), atOnce: 4 }
  let failed = 0
  for (let seed = from; seed < from + seeds; seed += 1) {
    for (const [name, live] of Object.entries(lives)) {
      const story = await startStory({ aws: 'hostile' })
      const begun = performance.now()
      try {
        // SES's rate is real time, and nothing here is about it.
        await story.call('POST', '/local/ses', { perSecond: 1_000, perDay: 1_000_000 }, null)
        const { findings, met }: Lived = await live(story, { seed, chance, kinds }, scale)
        const seconds = Math.round((performance.now() - begun) / 1000)
        console.log(
          `${name}, seed ${seed}, ${kinds.join()}: ${seconds} s, ${findings.length} findings, met ${JSON.stringify(met)}`,
        )
        for (const finding of findings) console.log(`  ${finding}`)
        failed += findings.length
      } catch (error) {
        failed += 1
        console.log(`${name}, seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`)
      } finally {
        await story.stop()
      }
    }
  }
  process.exitCode = failed > 0 ? 1 : 0
})
