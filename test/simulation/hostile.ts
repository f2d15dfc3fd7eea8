/**
 * `npm run hostile -- [--seeds N] [--from SEED] [--kind FAULT] [--people N] [--chance P]`: a review and a pulse through a
 * hostile AWS, seed after seed (10 from 1 on unless said), under every kind of fault at once or one alone. Fails on any
 * finding, and says how to meet it again.
 */
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { command } from '../../infra/command.ts'
import { faultKinds } from '../../infra/local/hostile/faults.ts'
import { startStory } from '../journeys/story.ts'
import type { Lived } from './faulty.ts'
import { livePulse, liveReview, type Scale } from './faulty-surveys.ts'

const flagsSchema = z.object({
  seeds: z.coerce.number().int().min(1).default(10),
  from: z.coerce.number().int().min(1).default(1),
  kind: z.enum(faultKinds).optional(),
  people: z.coerce.number().int().min(8).default(12),
  chance: z.coerce.number().min(0).max(1).default(0.08),
})

const lives = { review: liveReview, pulse: livePulse } as const

await command(import.meta.filename, async () => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      from: { type: 'string' },
      kind: { type: 'string' },
      people: { type: 'string' },
      chance: { type: 'string' },
    },
  })
  const { seeds, from, kind, people, chance } = flagsSchema.parse(values)
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
