import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Before, Counted } from '../../../functions/domain/ballot/cohort-list.ts'
import { onePerMailbox } from '../../../functions/domain/people/mailbox.ts'
import type { Person } from '../../../functions/domain/people/person.ts'
import { goneFrom, mergeRoster } from '../../../functions/domain/roster/merge.ts'
import { entriesOf, type ReplacedEntry, undoingOf } from '../../../functions/domain/roster/replaced.ts'
import { countedBefore } from '../../../functions/domain/survey/counted-before.ts'
import { freezeCohorts } from '../../../functions/domain/survey/pulse-cohorts.ts'

type Roster = ReadonlyMap<string, Person>
interface Row {
  readonly email: string
  readonly group?: string
}

const opened = '2026-09-01T08:00:00.000Z'
const atFirst = { by: 'lee@example.com', at: '2026-01-05T10:00:00.000Z' }
const since = { by: 'kay@example.com', at: '2026-11-02T10:00:00.000Z' }

const merged = (roster: Roster, rows: readonly Row[], placed = since): Roster => {
  const { added, changed } = mergeRoster(roster, rows, () => 'drawn', placed)
  return new Map([
    ...roster,
    ...[...added, ...changed.map(({ after }) => after)].map(person => [person.email, person] as const),
  ])
}
const without = (roster: Roster, gone: readonly { readonly email: string }[]): Roster => {
  const emails = new Set(gone.map(({ email }) => email))
  return new Map([...roster].filter(([email]) => !emails.has(email)))
}
const replaced = (roster: Roster, rows: readonly Row[]): { roster: Roster; entries: ReplacedEntry[] } => {
  const { added, changed } = mergeRoster(roster, rows, () => 'drawn', since)
  const gone = goneFrom(roster.values(), rows, [])
  return { roster: without(merged(roster, rows), gone), entries: entriesOf(added, changed, gone) }
}
const undone = (roster: Roster, entries: readonly ReplacedEntry[]): Roster => {
  const { restored, reset, removed } = undoingOf(entries, roster)
  return without(
    new Map([...roster, ...[...restored, ...reset].map(person => [person.email, person] as const)]),
    removed,
  )
}

/** As a pulse freezes it. */
const frozen = (roster: Roster) => {
  const people = onePerMailbox([...roster.values()])
  const { cohorts, cohortOf } = freezeCohorts(people.map(({ group }) => group))
  return { cohorts, asked: people.map(person => ({ ...person, cohort: cohortOf(person.group) })) }
}
/** What each group is told, by what it is called now. */
const told = (then: Roster, now: Roster): ReadonlyMap<string, Before> => {
  const { asked, cohorts } = frozen(now)
  const counted = new Map(
    cohorts.map(({ id }): [string, Counted[]] => [
      id,
      asked
        .filter(({ cohort }) => cohort === id)
        .map(({ email, name, placed }) => ({ id: email, email, name, placed })),
    ]),
  )
  const before = countedBefore({ opensAt: opened, ...frozen(then) }, counted)
  return new Map(
    cohorts.flatMap(({ id, label }) => {
      const one = before.get(id)
      return one ? [[label, one] as const] : []
    }),
  )
}

const groups = ['Payments', 'Search', 'Ops']
const emailOf = (index: number): string => `p${index}@example.com`
const rows = (count: number, group: (index: number) => string, from = 0): Row[] =>
  Array.from({ length: count }, (_, index) => ({ email: emailOf(from + index), group: group(index) }))
const first = merged(
  new Map(),
  rows(30, index => groups[index % 3] ?? ''),
  atFirst,
)
/** The numbers alone: by whom and when is another question. */
const counts = (all: ReadonlyMap<string, Before>) =>
  [...all].map(([group, { fresh, together }]) => [
    group,
    fresh,
    ...together.map(({ label, total, here, elsewhere, gone }) => [label, total, here, elsewhere, gone]),
  ])

describe('what is told of those who were counted together', () => {
  test('is nothing where nobody is missing; who is new is counted', () => {
    const nothing = { day: '2026-09-01', fresh: 0, together: [] }
    expect(told(first, first)).toEqual(new Map(groups.toSorted().map(group => [group, nothing])))
    const grown = merged(
      first,
      rows(2, () => 'Payments', 100),
    )
    expect(told(first, grown).get('Payments')).toEqual({ ...nothing, fresh: 2 })
  })

  test('says of one who was put among others how few of their group are left beside them, first of all', () => {
    const now = merged(first, [
      { email: emailOf(0), group: 'Search' },
      { email: emailOf(2), group: 'Search' },
      { email: emailOf(5), group: 'Search' },
    ])
    expect(told(first, now).get('Search')?.together).toMatchObject([
      { label: 'Payments', total: 10, here: 1, elsewhere: 9, gone: 0, hands: [] },
      { label: 'Ops', total: 10, here: 2, elsewhere: 8, gone: 0 },
    ])
    expect(told(first, now).get('Payments')?.together).toEqual([
      {
        label: 'Payments',
        total: 10,
        here: 9,
        elsewhere: 1,
        gone: 0,
        hands: [{ by: since.by, day: '2026-11-02', count: 1 }],
        earlier: { count: 0, by: [] },
      },
    ])
  })

  test('counts those who were put elsewhere in many small steps, whatever the latest ones hide', () => {
    const now = Array.from({ length: 10 }, (_, step) => step).reduce(
      (roster, step) =>
        merged(
          roster,
          rows(1, () => 'Ops', 3 * step),
          {
            by: step === 0 ? 'rey@example.com' : since.by,
            at: `2026-10-${String(10 + step)}T10:00:00.000Z`,
          },
        ),
      merged(
        first,
        rows(8, () => 'Payments', 30),
        atFirst,
      ),
    )
    const then = merged(
      first,
      rows(8, () => 'Payments', 30),
      atFirst,
    )
    const [payments] = told(then, now).get('Payments')?.together ?? []
    expect(payments).toMatchObject({ total: 18, here: 8, elsewhere: 10 })
    expect(payments?.hands.length).toBe(8)
    expect(payments?.earlier).toEqual({ count: 2, by: [since.by, 'rey@example.com'] })
  })

  test('knows a mailbox under another spelling, and a group under another name', () => {
    const tagged = merged(
      without(
        first,
        rows(5, () => '', 0),
      ),
      Array.from({ length: 5 }, (_, index) => ({ email: `p${index}+x@example.com`, group: groups[index % 3] ?? '' })),
    )
    expect(counts(told(first, tagged))).toEqual(counts(told(first, first)))
    const renamed = merged(
      first,
      rows(10, () => 'Pay').map((_, index) => ({ email: emailOf(3 * index), group: 'Pay' })),
    )
    expect(told(first, renamed).get('Pay')).toMatchObject({ fresh: 0, together: [] })
  })
})

type Step = (roster: Roster, done: ReplacedEntry[][]) => Roster

const person = fc.integer({ min: 0, max: 33 })
const group = fc.constantFrom(...groups, 'Legal', '')
/** One way or another to change a roster; each replacement is kept, so that a later step can undo it. */
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ person, group }).map(
    (one): Step =>
      roster =>
        merged(roster, [{ email: emailOf(one.person), group: one.group }]),
  ),
  fc.record({ from: group, to: group }).map(
    ({ from, to }): Step =>
      roster =>
        merged(
          roster,
          [...roster.values()].filter(one => one.group === from).map(({ email }) => ({ email, group: to })),
        ),
  ),
  person.map(
    (one): Step =>
      roster =>
        without(roster, [{ email: emailOf(one) }]),
  ),
  fc.record({ person, group }).map(
    (one): Step =>
      roster =>
        merged(without(roster, [{ email: emailOf(one.person) }]), [
          { email: emailOf(one.person).replace('@', '+tag@'), group: one.group },
        ]),
  ),
  fc.array(fc.record({ person, group }), { maxLength: 20 }).map(
    (list): Step =>
      (roster, done) => {
        const once = [...new Map(list.map(one => [emailOf(one.person), one.group]))]
        const next = replaced(
          roster,
          once.map(([email, to]) => ({ email, group: to })),
        )
        done.push(next.entries)
        return next.roster
      },
  ),
  fc.constant<Step>((roster, done) => undone(roster, done.pop() ?? [])),
)

test('whatever was done to the roster in between, two pulses with the same two rosters are told apart the same way', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), steps => {
      const done: ReplacedEntry[][] = []
      const now = steps.reduce((roster, take) => take(roster, done), first)
      // The same roster, by the shortest way that leads there.
      const target = onePerMailbox([...now.values()]).map(({ email, group: to }) => ({ email, group: to }))
      const direct = replaced(
        first,
        target.toSorted((a, b) => (a.email < b.email ? -1 : 1)),
      ).roster
      expect(counts(told(first, direct))).toEqual(counts(told(first, now)))
      // And nobody is lost: whoever was asked then is here, elsewhere or not asked any more.
      for (const { together } of told(first, now).values())
        for (const { total, here, elsewhere, gone, hands, earlier } of together) {
          expect(here + elsewhere + gone).toBe(total)
          expect(hands.reduce((sum, { count }) => sum + count, earlier.count)).toBeLessThanOrEqual(elsewhere)
        }
    }),
    { numRuns: 300 },
  )
})
