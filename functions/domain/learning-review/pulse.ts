/** What the pulse published, how many spoke in meetings, and what followed a change of format. */
import { type CountedMeeting, meetingCounts } from '../figures/count.ts'
import { participationOf, windowDays } from '../figures/read.ts'
import { dayMilliseconds, plus } from '../time/instants.ts'
import { newcombeDiff } from '../statistics/shares.ts'
import type { Figure, PulseRelease } from '../suppression/release.ts'
import type { FormatChange } from './inputs.ts'
import { comparedWith, type ReviewRecords } from './records.ts'
import type { SectionFigures } from './schema.ts'
import type { PulseFigure } from './schema-pulse.ts'

type Pulse = SectionFigures<'pulse'>

const told = (figure: Figure): Omit<PulseFigure, 'before'> => {
  const { n, mean, favourable } = figure.organisation
  return {
    id: figure.id,
    kind: figure.kind,
    reversed: figure.reversed,
    n,
    mean: mean?.value ?? null,
    meanLo: mean?.kind === 'exact' ? mean.lo : null,
    meanHi: mean?.kind === 'exact' ? mean.hi : null,
    meanBound: mean && mean.kind !== 'exact' ? mean.kind : null,
    favourable: (favourable?.kind === 'exact' ? favourable.share : favourable?.value) ?? null,
    favourableLo: favourable?.kind === 'exact' ? favourable.lo : null,
    favourableHi: favourable?.kind === 'exact' ? favourable.hi : null,
    favourableBound: favourable && favourable.kind !== 'exact' ? favourable.kind : null,
  }
}

/** Compares with the quarter before only if exactly the same thing was asked. */
const releaseOf = (release: PulseRelease, before: PulseRelease | null): NonNullable<Pulse['release']> => ({
  instrument: release.instrument,
  invited: release.invited,
  answered: release.answered,
  withheld: release.withheld,
  figures: release.figures.map(figure => {
    const earlier = before?.figures.find(({ line }) => line !== null && line === figure.line)
    const compared = earlier ? told(earlier) : null
    return {
      ...told(figure),
      before:
        compared && compared.meanBound === null && compared.favourableBound === null
          ? { mean: compared.mean, favourable: compared.favourable }
          : null,
    }
  }),
})

/** The meetings of the 90 days before the change and those since, up to the end of the quarter. */
const followed = (
  { text, since }: FormatChange,
  meetings: readonly CountedMeeting[],
): Pulse['formatChanges'][number] => {
  const from = `${since}T00:00:00.000Z`
  const earliest = plus(from, -windowDays * dayMilliseconds)
  const before = meetingCounts(meetings.filter(({ at }) => at >= earliest && at < from))
  const after = meetingCounts(meetings.filter(({ at }) => at >= from))
  return {
    text,
    since,
    before: participationOf(before),
    after: participationOf(after),
    change: newcombeDiff({ k1: after.speakers, n1: after.attendees, k2: before.speakers, n2: before.attendees }),
  }
}

export const pulseOf = (records: ReviewRecords): Pulse => ({
  release: records.pulse ? releaseOf(records.pulse, records.pulseBefore) : null,
  participation: records.figures.participation,
  participationBefore: comparedWith(records)?.participation ?? records.figuresBefore.participation,
  formatChanges: records.formatChanges
    .filter(({ withdrawn }) => !withdrawn)
    .toSorted((a, b) => (a.since < b.since || (a.since === b.since && a.id < b.id) ? -1 : 1))
    .map(change => followed(change, records.meetings)),
})
