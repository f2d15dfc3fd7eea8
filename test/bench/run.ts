/**
 * `npm run bench [-- visits|handlers|page|mailer|harvest|trends|synthesis|learning-review|import|lists ...]`: each figure with its
 * bound, as a ratio to a floor measured in the same run.
 */
import { command } from '../../infra/command.ts'
import { type Figure, line } from './figure.ts'

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  visits: async () => (await import('./visits.ts')).benchVisits(),
  handlers: async () => (await import('./handlers.ts')).benchHandlers(),
  page: async () => (await import('./page.ts')).benchPage(),
  'trends-page': async () => (await import('./trends-page.ts')).benchTrendsPage(),
  mailer: async () => (await import('./mailer.ts')).benchMailer(),
  harvest: async () => (await import('./harvest.ts')).benchHarvest(),
  trends: async () => (await import('./trends.ts')).benchTrends(),
  synthesis: async () => (await import('./synthesis.ts')).benchSynthesis(),
  'learning-review': async () => (await import('./learning-review.ts')).benchLearningReview(),
  import: async () => (await import('./import.ts')).benchImport(),
  lists: async () => (await import('./lists.ts')).benchLists(),
}

await command(import.meta.filename, async chosen => {
  const unknown = chosen.filter(name => !Object.hasOwn(benches, name))
  if (unknown.length > 0)
    throw new Error(`There is no bench ${unknown.join(', ')}: ${Object.keys(benches).join(', ')}.`)
  for (const [name, bench] of Object.entries(benches)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    console.log(`\n${name}`)
    for (const figure of await bench()) console.log(line(figure))
  }
})
