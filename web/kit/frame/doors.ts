/** Where one can go from every signed-in page, a line each. Nobody is shown a door that is locked. */
import { frameWords } from '../words/reading-en.ts'

const doors = {
  today: { group: null, address: '/desk/#/', icon: 'home' },
  reviews: { group: 'review', address: '/desk/#/reviews', icon: 'review' },
  incidents: { group: 'review', address: '/desk/#/incidents', icon: 'incident' },
  actions: { group: 'learn', address: '/desk/#/actions', icon: 'action' },
  conditions: { group: 'learn', address: '/desk/#/portfolio', icon: 'condition' },
  lessons: { group: 'learn', address: '/desk/#/lessons', icon: 'lesson' },
  pulse: { group: 'organisation', address: '/desk/#/pulse', icon: 'pulse' },
  quarter: { group: 'organisation', address: '/desk/#/quarters', icon: 'quarter' },
  people: { group: 'organisation', address: '/desk/#/roster', icon: 'people' },
  trends: { group: 'organisation', address: '/trends/', icon: 'trend', leadership: true },
  comments: { group: 'organisation', address: '/comments/', icon: 'quote', leadership: true },
  learningReviews: { group: 'organisation', address: '/learning-review/', icon: 'lesson', leadership: true },
} as const satisfies Record<string, Omit<Door, 'name' | 'id'> & { group: string | null; leadership?: true }>

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

/** Leadership has few: each stands by itself. */
export const groupsFor = (isFacilitator: boolean): readonly Group[] => {
  const alone = (door: Door): Group => ({ name: door.name, icon: door.icon, doors: [door] })
  if (!isFacilitator) return all.filter(door => 'leadership' in door).map(alone)
  return [
    ...all.filter(({ group }) => group === null).map(alone),
    ...groupIds.map(id => ({ name: nav[id], icon: groupIcons[id], doors: all.filter(({ group }) => group === id) })),
  ]
}
