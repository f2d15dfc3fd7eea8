import { factorNames } from '../../../agenda/words/en.ts'
import { day } from '../../../agenda/clock.ts'
import { isCovered } from '../../../incident/known.ts'
import { type Block, isDetectable, percent, probability, sentence, significance } from '../../blocks.ts'
import type { Said } from '../../links.ts'
import {
  charted,
  counted,
  coverageOf,
  list,
  listed,
  ofKnown,
  percentWithin,
  points,
  table,
  titlesOf,
  tooFew,
} from './phrases.ts'
import type { ModeLine, SectionFigures } from '../../schema.ts'
import { blockNames, weekdayNames } from './names.ts'

type Patterns = SectionFigures<'patterns'>

export const recurrenceSentence = (recurrence: Patterns['recurrence']): string => {
  const { total, recurring, classified, rate, lo, hi, lookBackMonths, amongClassified } = recurrence
  if (total === 0) return 'No incident began in the last 90 days, so there is no recurrence rate.'
  const until = `incidents of the 90 days up to ${day(`${recurrence.to}T12:00:00.000Z`, 'UTC', 'en')}`
  if (lookBackMonths === undefined) {
    return (
      `${recurring} of ${total} ${until} had a failure mode that was seen before: ` +
      `${percentWithin(rate, lo, hi)}; of the ${classified} that are classified, ${percent(amongClassified?.rate ?? null)}.`
    )
  }
  const few = tooFew(classified, total, 'failure mode', 'how many came back')
  if (few !== null) return `Of ${until}: ${few}`
  return (
    `${recurring} of ${classified} ${until} had a failure mode that was seen in the ${lookBackMonths} months before` +
    `${coverageOf(classified, total, 'failure mode')}: ${percentWithin(rate, lo, hi)}.`
  )
}

export const modeRows = (modes: readonly ModeLine[]): Said[][] =>
  modes.map(({ name, count, firstAt, incidents, openActions }) => [
    name,
    String(count),
    day(firstAt, 'UTC', 'en'),
    String(openActions),
    titlesOf(incidents, count),
  ])
export const modeColumns = ['Failure mode', '#Incidents', 'First seen', '#Open actions', 'Latest incidents'] as const

const serviceBlocks = ({ services, serviceKnown, time }: Patterns): Block[] => {
  if (services.lines.length === 0) return []
  const all = time.all ?? time.working.of
  // An older version counted neither.
  const known = serviceKnown ?? all
  const few = known === all ? null : tooFew(known, all, 'service', 'whether any bears more than its share')
  if (few !== null) return [sentence(few)]
  const loaded = services.lines.filter(({ adjusted }) => adjusted < significance)
  const even = percent(services.lines[0]?.even ?? null)
  return [
    sentence(
      loaded.length > 0
        ? `${listed(loaded.map(({ name }) => name))} ${loaded.length === 1 ? 'bears' : 'bear'} more than an even share of ${even} would give${coverageOf(known, all, 'service')}.`
        : `No service bears more than an even share of ${even} would give${coverageOf(known, all, 'service')}, as far as these numbers can tell.`,
    ),
    table(
      'Load by service',
      ['Service', '#Incidents', '#Share', '#90 days before', '#By chance alone', '#With all rows compared'],
      services.lines.map(line => [
        line.name,
        String(line.incidents),
        percent(line.share),
        percent(line.before),
        probability(line.p),
        probability(line.adjusted),
      ]),
      services.further,
    ),
  ]
}

type Time = Patterns['time']

const standingOut = ({ weekdays, blocks }: Pick<Time, 'weekdays' | 'blocks'>): string => {
  const standOut = [
    ...weekdays.map(({ adjusted }, index) => ({ adjusted, name: weekdayNames[index] ?? '' })),
    ...blocks.map(({ adjusted }, index) => ({ adjusted, name: `${blockNames[index] ?? ''} h` })),
  ].filter(({ adjusted }) => adjusted !== null && adjusted < significance)
  return standOut.length > 0
    ? `${listed(standOut.map(({ name }) => name))} ${standOut.length === 1 ? 'stands' : 'stand'} out.`
    : 'No weekday and no time of day stands out.'
}

const sumOf = (counts: readonly { readonly count: number }[]): number =>
  counts.reduce((total, { count }) => total + count, 0)

/** `all`: of how many it could be known. */
const hourBlocks = ({ working, weekdays, blocks }: Time, all: number): Block[] => {
  const few = tooFew(working.of, all, 'time of day, of clocks whose zone is known', 'when incidents begin')
  if (few !== null) return [sentence(few)]
  const workingWords =
    working.p !== null && working.p < significance
      ? `${(working.share ?? 0) > working.expected ? 'more' : 'fewer'} than chance would give`
      : 'about what chance would give'
  const coverage = coverageOf(working.of, all, 'time of day')
  return [
    sentence(
      `${working.count} of ${working.of} began in working hours${coverage}: ${percent(working.share)} against ${percent(working.expected)} of the week, ${workingWords}. ${standingOut({ weekdays, blocks })}`,
    ),
    table(
      'In working hours',
      ['', '#Incidents', '#Of', '#Share', '#Share of the week', '#By chance alone'],
      [
        [
          'Working hours',
          String(working.count),
          String(working.of),
          percent(working.share),
          percent(working.expected),
          probability(working.p),
        ],
      ],
    ),
    ...charted(
      `By weekday${ofKnown(sumOf(weekdays), all)}`,
      ['Weekday', '#Incidents', '#By chance alone'],
      weekdays.map(({ count, adjusted }, index) => [weekdayNames[index] ?? '', String(count), probability(adjusted)]),
    ),
    ...charted(
      `By time of day${ofKnown(sumOf(blocks), all)}`,
      ['Hours', '#Incidents', '#By chance alone'],
      blocks.map(({ count, adjusted }, index) => [blockNames[index] ?? '', String(count), probability(adjusted)]),
    ),
  ]
}

const deploymentBlocks = ({ deployments }: Time, all: number): Block[] => {
  if (!isCovered(deployments.of, all))
    return [
      sentence(
        `Of ${all - deployments.of} of ${all} it is not recorded whether a deployment played a part: too many to say how often one does.`,
      ),
    ]
  const coverage = deployments.of === all ? '' : ` (of ${all - deployments.of} it is not recorded)`
  return [
    sentence(
      `A deployment played a part in ${deployments.count} of ${deployments.of}${coverage}: ${percentWithin(deployments.share, deployments.lo, deployments.hi)}. ` +
        (deployments.before === null
          ? ''
          : isDetectable(deployments.change)
            ? `That is a change against the 90 days before (${percent(deployments.before)}): ${points(deployments.change)}. `
            : `No clear change against the 90 days before (${percent(deployments.before)}). `) +
        (deployments.workingHours.diff === null
          ? ''
          : isDetectable(deployments.workingHours)
            ? `They begin in working hours ${deployments.workingHours.diff > 0 ? 'more' : 'less'} often than the others: ${points(deployments.workingHours)}.`
            : `Whether they begin in working hours more often than the others can’t be told: ${points(deployments.workingHours)}.`),
    ),
  ]
}

const timeBlocks = ({ time }: Patterns): Block[] => {
  const all = time.all ?? time.working.of
  return all === 0 ? [] : [...hourBlocks(time, all), ...deploymentBlocks(time, all)]
}

export const patternBlocks = (patterns: Patterns): Block[] => [
  sentence(recurrenceSentence(patterns.recurrence)),
  ...(patterns.modes.lines.length > 0
    ? charted('Failure modes twice or more', modeColumns, modeRows(patterns.modes.lines), patterns.modes.further)
    : [sentence('No failure mode is written down for two incidents of this quarter.')]),
  ...serviceBlocks(patterns),
  ...timeBlocks(patterns),
  ...(patterns.unseen.length > 0
    ? [
        list(
          'What are we not seeing?',
          patterns.unseen.map(
            ({ factor, voices, incidents }): Said => [
              `${factorNames[factor]}: named by ${counted(voices, 'voice', 'voices')} in ${counted(incidents.length, 'incident', 'incidents')} (`,
              ...titlesOf(incidents, incidents.length),
              '), and no failure mode and no open action speaks of it.',
            ],
          ),
        ),
      ]
    : [
        sentence(
          'What are we not seeing? No contributing factor was named in two or more incidents without a failure mode or an open action that speaks of it.',
        ),
      ]),
]
