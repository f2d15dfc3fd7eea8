/** Files a pre-meeting survey in one step, which is enough because it invites at most a thousand people. */
import { randomBytes } from 'node:crypto'
import { runId } from '../domain/ids.ts'
import { drawPseudonym } from '../domain/ballot/pseudonyms.ts'
import { synthesizeRead } from '../domain/reader/apply.ts'
import { isNonAnswer } from '../domain/synthesis/non-answers.ts'
import type { Statement, Synthesis } from '../domain/synthesis/schema.ts'
import { writersOf } from '../domain/synthesis/voices.ts'
import { mayPublish, publishStatements, publishUnread } from '../domain/suppression/publish.ts'
import { minimumAtClose } from '../domain/survey/minimum.ts'
import { endOfSerials, type SealedBallot } from './ballot-store.ts'
import { countsOf, type Filing, type FilingResult, type Opening, openingOf, peopleOf, receiptsOf } from './filing.ts'
import { figuresOf, openBallots, statementsOf, textsOf } from './material.ts'
import { type Kept, keptReading, readingOf } from './reading.ts'

const everySerial = { after: '', to: endOfSerials }

/** People whose words say something. */
const tellingOf = (statements: readonly Statement[]): number =>
  writersOf(statements.filter(({ text }) => !isNonAnswer(text)))

const withUnread = (synthesis: Synthesis, lost: number): Synthesis =>
  lost === 0 ? synthesis : { ...synthesis, unread: (synthesis.unread ?? 0) + lost }

/** Opened, read and put together: all that depends on what was written. Without texts where three runs failed at them. */
const releaseOf = async (
  filing: Filing,
  opening: Opening & { readonly kept: Kept | null },
  sealed: readonly SealedBallot[],
) => {
  const { survey, trying, stepsPerStatement } = filing
  const { sealKey, instrument } = opening
  const { opened: ballots, setAside } = await openBallots(sealed, survey, sealKey, instrument)
  const counts = countsOf(survey, sealed.length, ballots.length)
  const minimum = minimumAtClose(survey)
  const figures = figuresOf(ballots, instrument)
  if (trying.isPlain) {
    const { texts, writers } = textsOf(ballots, instrument)
    return {
      ballots,
      counts,
      setAside,
      release: publishUnread(counts, minimum, { ...figures, texts, writers }),
    }
  }
  const people = await peopleOf(survey, opening)
  const draw = (): string => drawPseudonym(randomBytes(8))
  const { statements, lost } = statementsOf(ballots, instrument, draw, survey.reader !== undefined)
  const writers = tellingOf(statements)
  const reading = mayPublish(counts, minimum, writers)
    ? await readingOf(filing, { ...opening, people }, statements)
    : null
  const release = publishStatements(counts, minimum, {
    writers,
    synthesize: () => withUnread(synthesizeRead(statements, people, reading, stepsPerStatement), lost),
    ...figures,
  })
  return { ballots, counts, setAside, release }
}

export const fileStatements = async (filing: Filing): Promise<FilingResult> => {
  const { store, survey, leaseUntil, now, report, trying } = filing
  const { surveyId } = survey
  const opening = await openingOf(filing)
  const sealed = await store.readBallots(surveyId, everySerial)
  const kept = await keptReading(filing, opening)
  const { ballots, counts, setAside, release } = await trying.within('statements', () =>
    releaseOf(filing, { ...opening, kept }, sealed),
  )
  if (release.withheld) report(release.withheld.reason, surveyId)
  if (Object.keys(setAside).length > 0) report('set_aside', surveyId)

  const run = runId(randomBytes(16))
  await store.putPublished(surveyId, run, 'statements', release)
  const receipts = receiptsOf(
    surveyId,
    counts,
    release.withheld?.reason === 'counts_do_not_add_up' ? [] : ballots,
    setAside,
  )
  await store.putPublished(surveyId, run, 'receipts', receipts)

  // A ballot written while this run was reading would never be counted, so it is left to the next run.
  const read = new Map(sealed.map(({ serial, digest }) => [serial, digest]))
  const listed = await store.listBallots(surveyId, everySerial)
  if (listed.length !== sealed.length || listed.some(({ serial, digest }) => read.get(serial) !== digest)) {
    throw new Error('a late ballot arrived; run again')
  }
  const filed = { run, cast: counts.cast, counted: counts.counted, root: receipts.root, at: now }
  return (await store.commit(surveyId, leaseUntil, filed)) ? filed : 'lost'
}
