/** The pulse, as a section of the learning review. */
import { findInstrument } from '../../../instrument/registry.ts'
import type { ScorePurpose } from '../../../instrument/schema.ts'
import { wordingsIn } from '../../../instrument/words/languages.ts'
import { day } from '../../../agenda/clock.ts'
import { type Block, decimal, isDetectable, percent, sentence } from '../../blocks.ts'
import { counted, percentWithin, points, table } from './phrases.ts'
import type { SectionFigures } from '../../schema.ts'
import type { Participation, PulseFigure } from '../../schema-pulse.ts'

const scores: Readonly<Record<ScorePurpose, string>> = {
  'psychological-safety': 'Psychological safety (mean of the seven items)',
  'generative-culture': 'Generative culture (mean of the seven items)',
}

/** A reversed item is shown as it is scored: more is better. */
export const figureName = (instrument: string, id: string, reversed: boolean): string => {
  const question = wordingsIn('en')[instrument]?.[id]?.question
  if (question !== undefined) return reversed ? `${question} (turned round: more is better)` : question
  const score = findInstrument(instrument)?.scores?.find(each => each.id === id)
  return score ? scores[score.purpose] : id
}

type Pulse = SectionFigures<'pulse'>

const bounded = (value: string, bound: 'atMost' | 'atLeast' | null): string =>
  bound === null ? value : `${bound === 'atMost' ? 'at most' : 'at least'} ${value}`

const within = ({ meanLo, meanHi }: PulseFigure): string =>
  meanLo === null || meanHi === null ? '' : ` (${decimal(meanLo)} to ${decimal(meanHi)})`

const releaseBlocks = ({ release }: Pulse): Block[] => {
  if (!release) return [sentence('No pulse was published for this quarter.')]
  if (release.withheld !== null || release.answered === null)
    return [sentence(`${release.invited} were invited. The figures are withheld: they would tell of too few people.`)]
  return [
    sentence(
      `${release.answered} of ${release.invited} answered: ${percent(release.answered / Math.max(1, release.invited))}.`,
    ),
    table(
      'The whole organisation',
      ['Question', '#Answers', '#Mean', '#Favourable', '#Mean before', '#Favourable before'],
      release.figures.map(figure => [
        figureName(release.instrument, figure.id, figure.reversed),
        figure.n === null ? 'not shown' : String(figure.n),
        figure.mean === null ? '' : `${bounded(decimal(figure.mean), figure.meanBound)}${within(figure)}`,
        figure.favourable === null
          ? ''
          : bounded(percentWithin(figure.favourable, figure.favourableLo, figure.favourableHi), figure.favourableBound),
        figure.before === null ? '' : decimal(figure.before.mean),
        figure.before === null || figure.before.favourable === null ? '' : percent(figure.before.favourable),
      ]),
    ),
  ]
}

const spoke = ({ meetings, speakers, attendees, ratio, lo, hi }: Participation): string =>
  meetings === 0
    ? 'no meeting was counted'
    : `${speakers} of ${attendees} spoke in ${counted(meetings, 'meeting', 'meetings')}, ${percentWithin(ratio, lo, hi)}`

export const pulseBlocks = (pulse: Pulse): Block[] => {
  const { participation, participationBefore, formatChanges } = pulse
  return [
    ...releaseBlocks(pulse),
    sentence(
      `In the meetings of this quarter ${spoke(participation)}` +
        `${participation.gini === null ? '' : `; Gini’s coefficient of turns ${decimal(participation.gini)}`}. ` +
        `In the quarter before, ${spoke(participationBefore)}.`,
    ),
    ...(formatChanges.length > 0
      ? [
          table(
            'Format changes, and what followed',
            ['Change', 'Since', '90 days before', 'Since then', 'Difference'],
            formatChanges.map(({ text, since, before, after, change }) => [
              text,
              day(`${since}T12:00:00.000Z`, 'UTC', 'en'),
              spoke(before),
              spoke(after),
              change.diff === null
                ? 'nothing to compare yet'
                : `${points(change)}${isDetectable(change) ? '' : ', no clear change'}`,
            ]),
          ),
          sentence('What followed a change need not have come of it.'),
        ]
      : [sentence('No format change was entered for this quarter or the one before.')]),
  ]
}
