/**
 * The terms of a survey, generated from what is really stored and for how long. Frozen at its opening: its text and
 * base64url SHA-256 stand on the survey row, and the page shows both before the first box.
 */
import { type BallotContent, ballotContentSchema } from '../ballot/ballot.ts'
import type { Instrument } from '../instrument/schema.ts'
import type { Language } from '../language/language.ts'
import type { NamedReader, SurveyKind } from '../ballot/bulletin.ts'
import { commentsMinimum, detailMinimum, knownBy } from '../suppression/parameters.ts'
import { type Role, roles, usedWithinDays } from '../trace/trace.ts'
import { words } from '../words/languages.ts'

/** Days after the close that each kind of stored item is kept; 0 is "as soon as it is harvested". */
export interface Retention {
  readonly ballot: number
  readonly slot: number
  readonly invitation: number
  readonly mail: number
  readonly survey: number
}

export interface RoleUser {
  readonly email: string
  readonly roles: readonly Role[]
}

/** As many addresses of a role as are named; the others are counted. */
const namedAtMost = 60

/** Who holds which role, and who can both move people between groups and read what comes of it. */
const roleLines = (users: readonly RoleUser[], language: Language): string[] => {
  const { roleUsers } = words[language].terms
  const sorted = users.toSorted((one, other) => (one.email < other.email ? -1 : 1))
  const listed = (label: string, holds: (user: RoleUser) => boolean): string[] => {
    const addresses = sorted.filter(holds).map(({ email }) => email)
    if (addresses.length === 0) return []
    const more = addresses.length - namedAtMost
    return [`- ${label}: ${addresses.slice(0, namedAtMost).join(', ')}${more > 0 ? roleUsers.more(more) : ''}`]
  }
  if (sorted.length === 0) return [roleUsers.none(usedWithinDays)]
  const both = listed(
    roleUsers.both,
    ({ roles: held }) => held.includes('keeper') && held.some(role => role !== 'keeper'),
  )
  return [
    roleUsers.lead(usedWithinDays),
    ...roles.flatMap(role => listed(roleUsers.names[role], user => user.roles.includes(role))),
    ...(both.length > 0 ? both : [roleUsers.nobodyBoth]),
  ]
}

export interface TermsFacts {
  readonly kind: SurveyKind
  /** Least number of writers before any text is filed: three, and those invited who read it. */
  readonly minimumBallots: number
  /** Least number of people a figure may stand for. */
  readonly groupMinimum: number
  readonly retention: Retention
  /** Days after the close by which answers are filed or can no longer be opened. */
  readonly promisedDays: number
  readonly instrument: Instrument
  /** Of a pulse: who used a role in the days before it opened, by the trace. */
  readonly roleUsers?: readonly RoleUser[] | undefined
  /** The model that is to read; absent where none is. */
  readonly reader?: NamedReader | undefined
  /** Whether a pass needs a sign-in as whom the link was sent to. */
  readonly signIn?: boolean
}

/** A pulse is neither signed nor told apart by a made-up name: its page leaves both empty. */
const storedFields = ({ kind, reader }: TermsFacts): (keyof BallotContent)[] =>
  ballotContentSchema
    .keyof()
    .options.filter(field => kind === 'pre-meeting' || (field !== 'pseudonym' && field !== 'signature'))
    .filter(field => reader !== undefined || field !== 'mayBeRead')

const retained = ['ballot', 'slot', 'mail', 'invitation', 'survey'] as const

/** Plain text, lines by \n: headings, sentences, and lines that begin with a dash. */
export const termsText = (facts: TermsFacts, language: Language): string => {
  const { terms } = words[language]
  const { instrument, retention } = facts
  const count = (kind: string) => instrument.items.filter(item => item.kind === kind).length
  return [
    `${terms.heading} (${instrument.id})`,
    '',
    terms.storedHeading,
    terms.storedLead,
    ...storedFields(facts).map(field => `- ${terms.stored[field]}`),
    terms.questions(count('text'), count('ticks'), count('scale')),
    terms.beside,
    '',
    terms.untilHeading,
    terms.until,
    '',
    terms.whoHeading,
    terms.who[facts.kind],
    terms.roles[facts.kind],
    ...(facts.roleUsers ? roleLines(facts.roleUsers, language) : []),
    ...(facts.kind === 'pulse'
      ? [terms.pulseMinimum(facts.groupMinimum, detailMinimum), terms.pulseComments(commentsMinimum, detailMinimum)]
      : [
          terms.minimum(facts.minimumBallots, knownBy(facts.minimumBallots)),
          terms.groupMinimum(facts.groupMinimum + knownBy(facts.minimumBallots)),
        ]),
    '',
    ...(facts.reader
      ? [
          terms.readerHeading,
          terms.reader(facts.reader.model, facts.reader.regions),
          ...terms.readerRules.map(rule => `- ${rule}`),
          '',
        ]
      : []),
    ...(facts.signIn ? [terms.signInHeading, ...terms.signIn, ''] : []),
    terms.whenHeading,
    ...retained.map(kind => `- ${terms.kinds[kind]}: ${terms.after(retention[kind])}`),
    terms.promised(facts.promisedDays),
    terms.kept[facts.kind],
    '',
    terms.matching,
  ].join('\n')
}
