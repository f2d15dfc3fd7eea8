/** Files a pre-meeting survey in one step, which is enough because it invites at most a thousand people. */
import { randomBytes } from 'node:crypto'
import { runId } from '../domain/ids.ts'
import { drawPseudonym } from '../domain/ballot/pseudonyms.ts'
import { synthesizeRead } from '../domain/reader/apply.ts'
import { isNonAnswer } from '../domain/synthesis/non-answers.ts'
import type { Statement } from '../domain/synthesis/schema.ts'
import { mayPublish, publishReceipts, publishStatements } from '../domain/suppression/publish.ts'
import { endOfSerials } from './ballot-store.ts'
import { type Filing, type FilingResult, openingOf } from './filing.ts'
import { materialOf, openBallots } from './material.ts'
import { readingOf } from './reading.ts'

const everySerial = { after: '', to: endOfSerials }

/** People whose words say something. */
const writersOf = (statements: readonly Statement[]): number =>
  new Set(statements.filter(({ text }) => !isNonAnswer(text)).map(({ voice, id }) => voice?.split('|', 1)[0] ?? id))
    .size

export const fileStatements = async (filing: Filing): Promise<FilingResult> => {
  const { store, survey, leaseUntil, now, report } = filing
  const { surveyId } = survey
  const opening = await openingOf(filing)
  const { sealKey, instrument, people } = opening

  const sealed = await store.readBallots(surveyId, everySerial)
  const ballots = await openBallots(sealed, survey, sealKey, instrument)
  const { statements, ratings, ticks } = materialOf(
    ballots,
    instrument,
    () => drawPseudonym(randomBytes(8)),
    survey.reader !== undefined,
  )
  const counts = {
    invited: survey.invited,
    issued: survey.issued ?? 0,
    cast: sealed.length,
    counted: ballots.length,
  }
  const writers = writersOf(statements)
  const reading = mayPublish(counts, survey.minimumBallots, writers)
    ? await readingOf(filing, opening, statements)
    : null
  const release = publishStatements(counts, survey.minimumBallots, {
    writers,
    synthesize: () => synthesizeRead(statements, [...people], reading),
    ratings,
    ticks,
  })
  if (release.withheld) report(release.withheld.reason, surveyId)

  const run = runId(randomBytes(16))
  await store.putPublished(surveyId, run, 'statements', release)
  const serials = release.withheld?.reason === 'counts_do_not_add_up' ? [] : ballots.map(({ serial }) => serial)
  await store.putPublished(surveyId, run, 'receipts', publishReceipts(counts, serials))

  // A ballot written while this run was reading would never be counted, so it is left to the next run.
  const listed = await store.listBallots(surveyId, everySerial)
  if (listed.length !== sealed.length) throw new Error('a late ballot arrived; run again')
  const filed = { run, cast: counts.cast, counted: counts.counted, at: now }
  return (await store.commit(surveyId, leaseUntil, filed)) ? filed : 'lost'
}
