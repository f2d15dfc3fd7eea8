/** Where one can go from every signed-in page, a line each. Nobody is shown a door that is locked. */
import type { Role } from '../session/session.ts'
import { frameWords } from '../words/reading-en.ts'

/** Who may open a door; what is done behind it the API decides. */
const reviewing: readonly Role[] = ['facilitator']
const organising: readonly Role[] = ['facilitator', 'keeper']
const reading: readonly Role[] = ['leadership', 'facilitator']
const leading: readonly Role[] = ['leadership']
/** Whoever signs in, in whatever group or none. */
const everybody = null

const doors = {
  today: { group: null, address: '/desk/#/', icon: 'home', roles: reviewing },
  reviews: { group: 'review', address: '/desk/#/reviews', icon: 'review', roles: reviewing },
  incidents: { group: 'review', address: '/desk/#/incidents', icon: 'incident', roles: reviewing },
  actions: { group: 'learn', address: '/desk/#/actions', icon: 'action', roles: reviewing },
  conditions: { group: 'learn', address: '/desk/#/portfolio', icon: 'condition', roles: reviewing },
  pulse: { group: 'organisation', address: '/desk/#/pulse', icon: 'pulse', roles: organising },
  quarter: { group: 'organisation', address: '/desk/#/quarters', icon: 'quarter', roles: reviewing },
  people: { group: 'organisation', address: '/desk/#/roster', icon: 'people', roles: organising },
  leading: { group: 'learn', address: '/quarter/', icon: 'quarter', roles: reading },
  trends: { group: 'organisation', address: '/trends/', icon: 'trend', roles: reading },
  comments: { group: 'organisation', address: '/comments/', icon: 'quote', roles: reading },
  learningReviews: { group: 'organisation', address: '/learning-review/', icon: 'lesson', roles: reading },
  trace: { group: 'organisation', address: '/trace/', icon: 'lock', roles: leading },
  // Last: whoever holds a role begins with what is theirs.
  lessons: { group: 'learn', address: '/desk/#/lessons', icon: 'lesson', roles: everybody },
} as const satisfies Record<string, Omit<Door, 'name' | 'id'> & { group: string | null; roles: readonly Role[] | null }>

export type DoorId = keyof typeof doors

interface Door {
  readonly id: DoorId
  readonly name: string
  readonly address: string
  readonly icon: string
}

/** Doors that open on a press, or one that is a door itself. */
interface Group {
  readonly name: string
  readonly icon: string
  readonly doors: readonly Door[]
}

const { nav } = frameWords

const groupIds = ['review', 'learn', 'organisation'] as const
const groupIcons = { review: 'review', learn: 'lesson', organisation: 'pulse' } as const

const all = Object.entries(doors).map(([id, door]) => ({ ...door, id: id as DoorId, name: nav[id as DoorId] }))

export const mayOpen = (door: DoorId, roles: readonly Role[]): boolean =>
  doors[door].roles?.some(role => roles.includes(role)) ?? true

export const doorsFor = (roles: readonly Role[]): readonly Door[] => all.filter(({ id }) => mayOpen(id, roles))

/** Whoever is no facilitator has few: each stands by itself. */
export const groupsFor = (roles: readonly Role[]): readonly Group[] => {
  const open = all.filter(({ id }) => mayOpen(id, roles))
  const alone = (door: Door): Group => ({ name: door.name, icon: door.icon, doors: [door] })
  if (!roles.includes('facilitator')) return open.map(alone)
  return [
    ...open.filter(({ group }) => group === null).map(alone),
    ...groupIds.map(id => ({ name: nav[id], icon: groupIcons[id], doors: open.filter(({ group }) => group === id) })),
  ]
}
