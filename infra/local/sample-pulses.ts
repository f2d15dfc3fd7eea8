/** Four pulses of the sample organisation: answers drawn for each group, counted and published as a harvest does. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { filedPulseKey, filedPulsesKey, pieceKey, publishedKey, splitDocument } from '../../functions/domain/filed.ts'
import { runId, surveyId } from '../../functions/domain/ids.ts'
import { scaleItems } from '../../functions/domain/instruments/lines.ts'
import { pulse2 } from '../../functions/domain/instruments/pulse.ts'
import { invitedMinimum } from '../../functions/domain/suppression/parameters.ts'
import type { PulseRelease } from '../../functions/domain/suppression/release.ts'
import { rollUp } from '../../functions/domain/suppression/rollup.ts'
import { publishPulse } from '../../functions/domain/suppression.ts'
import { type PulseBallot, tallyBallots } from '../../functions/domain/tally.ts'
import { bytesOf, drawing } from './sample-draw.ts'

/** How favourable answers are in each quarter, of 100: the round at the start came with the third. */
const favour = [52, 54, 66, 70] as const
const responseShare = [0.55, 0.58, 0.66, 0.69] as const

/** The last group is less at ease than the others, in every quarter. */
const shyness = 14

interface Cohort {
  readonly id: string
  readonly label: string
  readonly invited: number
}

/** Groups that are too small to be asked as groups are pooled, as at an opening. */
const pooled = (groups: ReadonlyMap<string, number>): Cohort[] =>
  [...rollUp({ invitedMinimum, invited: groups })].map(([label, teams]) => ({
    id: label,
    label,
    invited: teams.reduce((total, team) => total + (groups.get(team) ?? 0), 0),
  }))

const ballotsOf = (cohorts: readonly Cohort[], quarter: number, draw: (below: number) => number) =>
  cohorts.flatMap(({ id: cohort, invited }, index) => {
    const answered = Math.round(invited * (responseShare[quarter] ?? 0.6))
    const level = (favour[quarter] ?? 60) - (index === cohorts.length - 1 ? shyness : 0)
    return Array.from({ length: answered }, (): PulseBallot => {
      const answers = scaleItems(pulse2).map(({ id, min, max, reversed }): [string, number] => {
        const isGood = draw(100) < level
        const good = isGood ? 4 + draw(2) : 1 + draw(3)
        return [id, reversed ? min + max - good : good]
      })
      return { cohort, answers: Object.fromEntries(answers) }
    })
  })

export const filePulses = async (
  documents: DynamoDBDocumentClient,
  quarters: readonly string[],
  groups: ReadonlyMap<string, number>,
): Promise<void> => {
  const draw = drawing(7)
  const cohorts = pooled(groups)
  const put = (Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName: 'learning', Item }))
  const invited = [...groups.values()].reduce((total, count) => total + count, 0)
  const before: PulseRelease[] = []
  for (const [index, quarter] of quarters.entries()) {
    const ballots = ballotsOf(cohorts, index, draw)
    const counts = { invited, issued: ballots.length, cast: ballots.length, counted: ballots.length }
    const tally = tallyBallots(pulse2, ballots)
    const release = publishPulse(counts, { quarter, instrument: pulse2, groupMinimum: 5, cohorts, tally }, before)
    before.push(release)
    const filed = { surveyId: surveyId(bytesOf(`pulse ${quarter}`)), run: runId(bytesOf(`run of ${quarter}`)) }
    const listed = { ...filed, quarter, instrument: pulse2.id }
    for (const [piece, text] of splitDocument(JSON.stringify(release)).entries()) {
      await put({ pk: publishedKey(filed.surveyId), sk: pieceKey(filed.run, 'pulse', piece), text })
    }
    await put({ pk: filedPulsesKey, sk: filedPulseKey(listed), ...listed })
  }
}
