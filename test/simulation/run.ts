/**
 * `npm run simulate [-- SEED [small]]`: how often a change is called where there is one and where there is none; eight quarters of 300 people through the real local world, then every displayed
 * figure against the known answers, and an attack with all responses and exports. Fails on any finding.
 */
import { writeFileSync } from 'node:fs'
import { command } from '../../infra/command.ts'
import { startStory } from '../journeys/story.ts'
import { examine, type Lived, live, seedOf } from './life.ts'
import { tables } from './changes.ts'
import { simulate, smallScale, wholeScale } from './organisation.ts'

/** Runs of eight quarters for each cell; `docs/pulse.md` has the tables of a thousand. */
const changesSeen = 50

await command(import.meta.filename, async ([given, scale, keep]) => {
  const seed = seedOf(given)
  const story = await startStory()
  const begun = Date.now()
  const told = (text: string): void => console.log(`${Math.round((Date.now() - begun) / 1000)} s: ${text}`)
  try {
    await fetch(`${story.url}/local/ses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ perSecond: 1_000, perDay: 1_000_000 }),
    })
    const lived: Lived[] = []
    told(`seed ${seed}`)
    if (scale !== 'small') console.log(tables(seed, changesSeen))
    for (const quarter of simulate(scale === 'small' ? smallScale : wholeScale, seed)) {
      const teams = new Set(quarter.members.map(({ group }) => group)).size
      lived.push(await live(story, quarter))
      told(
        `${quarter.quarter}: ${quarter.members.length} people in ${teams} teams, ${quarter.cast.size} ballots harvested`,
      )
    }
    const { findings, ...counts } = await examine(story, lived)
    if (keep) writeFileSync(keep, JSON.stringify({ seed, counts, findings }, null, 2))
    told(
      `${counts.figures} figures in ${counts.responses} responses compared, ${counts.hiddenSeen} hidden cells seen, ${counts.attacked} attacked: ${findings.length} findings`,
    )
    for (const finding of findings.slice(0, 100)) console.log(`  ${finding}`)
    process.exitCode = findings.length > 0 ? 1 : 0
  } finally {
    await story.stop()
  }
})
