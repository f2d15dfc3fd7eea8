/**
 * Who was counted with whom in the pulse before, beside who is now. By moving others a keeper changes whom somebody is
 * counted among; what was done to the roster in between can be done in many ways, but what came of it stands in the two
 * lists.
 */
import {
  type Batch,
  batchesOf,
  batchesTold,
  type Before,
  type Counted,
  earlierOf,
  type Hand,
  type Together,
} from '../ballot/cohort-list.ts'
import { wholeCohort } from '../ballot/texts.ts'
import { mailboxOf } from '../people/mailbox.ts'
import { byCodePoint } from '../suppression/parameters.ts'

interface Asked {
  readonly email: string
  readonly cohort: string
}

interface PulseBefore {
  readonly opensAt: string
  readonly cohorts: readonly { readonly id: string; readonly label: string }[]
  readonly asked: readonly Asked[]
}

const byFewestLeft = (one: Together, other: Together): number =>
  one.here / one.total - other.here / other.total ||
  other.total - one.total ||
  byCodePoint(one.label ?? '', other.label ?? '')

const handOf = ({ by, day, count }: Batch): Hand => ({ by, day, count })

/** For each cohort of `counted`, whom its people were counted with. A mailbox is one person, however it is spelt. */
export const countedBefore = (
  { opensAt, cohorts, asked }: PulseBefore,
  counted: ReadonlyMap<string, readonly Counted[]>,
): ReadonlyMap<string, Before> => {
  const cohortThen = new Map(asked.map(({ email, cohort }) => [mailboxOf(email), cohort]))
  const mailboxesThen = Map.groupBy(cohortThen.keys(), mailbox => cohortThen.get(mailbox) ?? '')
  const personNow = new Map(
    [...counted].flatMap(([cohort, people]) =>
      people.map(person => [mailboxOf(person.email), { cohort, person }] as const),
    ),
  )
  const labels = new Map(cohorts.map(({ id, label }) => [id, label]))
  const isSince = ({ placed }: Counted): boolean => placed !== undefined && Date.parse(placed.at) >= Date.parse(opensAt)

  const togetherIn = (then: string, cohort: string): Together => {
    const mailboxes = mailboxesThen.get(then) ?? []
    const asked = mailboxes.flatMap(mailbox => personNow.get(mailbox) ?? [])
    const elsewhere = asked.filter(now => now.cohort !== cohort).map(({ person }) => person)
    const batches = batchesOf(elsewhere.filter(isSince)).map(handOf)
    return {
      label: then === wholeCohort ? null : (labels.get(then) ?? then),
      total: mailboxes.length,
      here: asked.length - elsewhere.length,
      elsewhere: elsewhere.length,
      gone: mailboxes.length - asked.length,
      hands: batches.slice(0, batchesTold),
      earlier: earlierOf(batches.slice(batchesTold)),
    }
  }

  return new Map(
    [...counted].map(([cohort, people]) => {
      const then = people.map(({ email }) => cohortThen.get(mailboxOf(email)))
      const known = new Set(then.filter(one => one !== undefined))
      const together = [...known].map(one => togetherIn(one, cohort)).filter(({ here, total }) => here < total)
      const fresh = then.length - then.filter(one => one !== undefined).length
      return [cohort, { day: opensAt.slice(0, 10), fresh, together: together.toSorted(byFewestLeft) }]
    }),
  )
}
