/** The people one can be on this machine. All of them are fictional. */

export interface Persona {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly groups: readonly ('facilitator' | 'keeper' | 'leadership')[]
  /** What this person is there to show. */
  readonly purpose: string
}

export const personas: readonly Persona[] = [
  {
    id: 'facilitator',
    email: 'facilitator@example.com',
    name: 'Robin Facilitator',
    groups: ['facilitator', 'keeper'],
    purpose: 'Records incidents, invites participants, downloads agendas; keeps the roster and plans pulses as well.',
  },
  {
    id: 'facilitator2',
    email: 'facilitator2@example.com',
    name: 'Sasha Facilitator',
    groups: ['facilitator'],
    purpose: 'A second facilitator, who cannot read the reviews of the first.',
  },
  {
    id: 'reviewer',
    email: 'reviewer@example.com',
    name: 'Noor Reviewer',
    groups: ['facilitator'],
    purpose: 'A facilitator who runs reviews and cannot change the roster.',
  },
  {
    id: 'keeper',
    email: 'keeper@example.com',
    name: 'Jo Keeper',
    groups: ['keeper'],
    purpose: 'Keeps the roster and plans pulses; sees no review and no result.',
  },
  {
    id: 'leadership',
    email: 'leadership@example.com',
    name: 'Kim Leadership',
    groups: ['leadership'],
    purpose: 'Reads trends and learning reviews, never an agenda.',
  },
  {
    id: 'outsider',
    email: 'outsider@example.com',
    name: 'Alex Outsider',
    groups: [],
    purpose: 'Has an account and belongs to no group: reads the library, and nothing else.',
  },
]

/** By its id or address. Anybody else with an address can sign in too, and may do nothing but answer. */
export const personaCalled = (name: string): Persona | null => {
  const known = personas.find(({ id, email }) => id === name || email === name.toLowerCase())
  if (known || !/^[^@\s]+@[^@\s]+$/.test(name)) return known ?? null
  const email = name.toLowerCase()
  return { id: email, email, name: '', groups: [], purpose: 'Was asked.' }
}
