/** What this device keeps while the meeting runs: the key, the draft, and what is on its way. After it, nothing. */

const names = ['key', 'draft', 'id'] as const
type Name = (typeof names)[number]

const place = (name: Name): string => `murmur/live/${name}`

/** Without storage the page still works until it is closed. */
const quietly = <T>(work: () => T, otherwise: T): T => {
  try {
    return work()
  } catch {
    return otherwise
  }
}

export const recall = (name: Name): string => quietly(() => localStorage.getItem(place(name)) ?? '', '')

export const keep = (name: Name, value: string): void =>
  quietly(() => (value ? localStorage.setItem(place(name), value) : localStorage.removeItem(place(name))), undefined)

export const forget = (): void => {
  for (const name of names) keep(name, '')
}
