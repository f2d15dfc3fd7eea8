/**
 * How many a review's survey needs. Whoever is invited and reads the agenda knows their own words, and so whose the
 * others are; three others have to be there beside them.
 */
import { mailboxOf, peopleIn } from '../people/mailbox.ts'
import { Refusal } from '../refusal.ts'
import { minimumBeside, statementMinimum } from '../suppression/publish.ts'

/** Who reads what is filed: the facilitators whom the terms name, stand-ins included. */
export interface Readers {
  readonly facilitators: readonly { readonly email: string }[]
}

/** How many of the addresses are those of somebody who reads what the others write. */
export const readersAmong = (invited: readonly string[], { facilitators }: Readers): number => {
  const readers = new Set(facilitators.map(({ email }) => mailboxOf(email)))
  return peopleIn(invited.filter(email => readers.has(mailboxOf(email))))
}

/** The least number of writers from which text is filed, and of people who are invited. */
export const minimumFor = (invited: readonly string[], readers: Readers | null): number =>
  readers === null ? statementMinimum : minimumBeside(readersAmong(invited, readers))

/**
 * What a survey needs once it is closed: a contested link's ballot may be that of somebody who reads the agenda, so each
 * asks for one writer more.
 */
export const minimumAtClose = ({
  minimumBallots,
  contested = 0,
}: {
  readonly minimumBallots: number
  readonly contested?: number | undefined
}): number => minimumBallots + contested

/**
 * What was frozen, or more where `joined` says of some addresses whose they turned out to be: a reader who was asked at
 * another is taken to have written, and of somebody who was asked at two both ballots may be there.
 */
export const minimumOfPeople = (
  frozen: number,
  asked: readonly string[],
  readers: Readers | null,
  joined: ReadonlyMap<string, string>,
): number => {
  const keptOf = (email: string): string => joined.get(email) ?? email
  const people = asked.map(keptOf)
  const known = readers && { facilitators: readers.facilitators.map(({ email }) => ({ email: keptOf(email) })) }
  return Math.max(frozen, minimumFor(people, known)) + people.length - peopleIn(people)
}

/** How many more have to be invited; 0 where they are enough. */
export const missingAmong = (invited: readonly string[], readers: Readers | null): number =>
  Math.max(0, minimumFor(invited, readers) - peopleIn(invited))

/**
 * The same of a survey by which an installation is tried out. It asks one mailbox alone, under several addresses: as long as
 * anybody else is among them it does not open.
 */
export const missingIn = (
  { synthetic }: { readonly synthetic?: string | undefined },
  invited: readonly string[],
  readers: Readers | null,
): number =>
  synthetic === undefined
    ? missingAmong(invited, readers)
    : Math.max(
        invited.filter(email => mailboxOf(email) !== synthetic).length,
        minimumFor(invited, readers) - new Set(invited).size,
      )

/** Refuses `too_few_participants`, with the number that is needed. */
export const requireEnough = (invited: readonly string[], readers: Readers | null): void => {
  if (missingAmong(invited, readers) === 0) return
  const needed = minimumFor(invited, readers)
  throw new Refusal('too_few_participants', undefined, { needed, readers: needed - statementMinimum })
}
