/** Two addresses on the roster that look like one person. It is offered, and never done without a person's word. */
import * as z from 'zod'
import { groupKey } from '../normal-form.ts'
import { isOneMailbox, mailboxOf } from '../people/mailbox.ts'
import { rosterEntrySchema, type RosterEntry } from '../people/person.ts'

/** 'name': the same name; 'tag': the same mailbox, spelt another way; 'mailbox': the same name before the @, and none beside it. */
const reasons = ['name', 'tag', 'mailbox'] as const

const alikeSchema = z.object({ one: rosterEntrySchema, other: rosterEntrySchema, why: z.enum(reasons) })
export type Alike = z.infer<typeof alikeSchema>

export const alikeAnswerSchema = z.object({
  pairs: z.array(alikeSchema),
  /** How many there are besides those listed. */
  more: z.int(),
})

export const pairSchema = z.object({ emails: z.tuple([z.string(), z.string()]) })
export const joinSchema = z.object({ keep: z.string(), leave: z.string() })
/** The one that is kept; whether the other was still there, and how many lists of surveys to come named it. */
export const joinedSchema = rosterEntrySchema.extend({ removed: z.int(), lists: z.int() })

const pairsTold = 20
/** More people of one name are no doubles: "Guest", or a name that many have. */
const namesakesMaximum = 4

/** "Roe, Jane" and "Jane Roe" are one name; a single word is none that tells anybody apart. */
const nameKey = ({ name }: RosterEntry): string => {
  const words = groupKey(name)
    .split(/[\s,]+/)
    .filter(Boolean)
  return words.length < 2 ? '' : words.toSorted((a, b) => (a < b ? -1 : 1)).join(' ')
}

const mailboxKey = ({ email }: RosterEntry): string => mailboxOf(email)

/** A first and a family name before the @ ("jane.roe"), where nothing else is known of one of them. */
const localKey = ({ email }: RosterEntry): string => {
  const bare = email.slice(0, email.lastIndexOf('@')).replace(/\+.*$/, '')
  return /^[a-z]{2,}[._-][a-z]{2,}$/.test(bare) ? bare : ''
}

const keys: Readonly<Record<(typeof reasons)[number], (entry: RosterEntry) => string>> = {
  tag: mailboxKey,
  name: nameKey,
  mailbox: localKey,
}

/** The same for both orders. */
export const pairOf = (one: string, other: string): string =>
  [one, other].toSorted((a, b) => (a < b ? -1 : 1)).join(' ')

/** Each pair by its `pairOf`. `isApart`: somebody has said that they are two people. */
const pairsIn = (roster: readonly RosterEntry[], isApart: (pair: string) => boolean): Map<string, Alike> => {
  const found = new Map<string, Alike>()
  for (const why of ['tag', 'name', 'mailbox'] as const) {
    for (const [key, people] of Map.groupBy(roster, keys[why])) {
      const isMailbox = why === 'tag'
      if (key === '' || (!isMailbox && people.length > namesakesMaximum)) continue
      for (const [at, one] of people.entries()) {
        // Of one mailbox each spelling is offered with the next: there may be any number.
        for (const other of people.slice(at + 1, isMailbox ? at + 2 : undefined)) {
          // Names that are known and differ are two people, whatever stands before the @.
          if (why === 'mailbox' && one.name && other.name && one.name !== other.name) continue
          const pair = pairOf(one.email, other.email)
          // What one person says makes no two people of one mailbox.
          if (!found.has(pair) && (isMailbox || !isApart(pair))) found.set(pair, { one, other, why })
        }
      }
    }
  }
  return found
}

/** Whether two addresses may be joined: those of a colleague and of somebody else may not, whoever asks for it. */
export const areAlike = (
  roster: readonly RosterEntry[],
  isApart: (pair: string) => boolean,
  [one, other]: readonly [string, string],
): boolean => pairsIn(roster, isApart).has(pairOf(one, other)) || isOneMailbox(one, other)

/** Each pair once, in the order of the roster. */
export const alikePairs = (
  roster: readonly RosterEntry[],
  isApart: (pair: string) => boolean,
): z.infer<typeof alikeAnswerSchema> => {
  const pairs = [...pairsIn(roster, isApart).values()].toSorted((a, b) => (a.one.email < b.one.email ? -1 : 1))
  return { pairs: pairs.slice(0, pairsTold), more: Math.max(0, pairs.length - pairsTold) }
}
