/** What this device keeps while the meeting runs: the key, the draft, and what is on its way. After it, nothing. */

const names = ['key', 'draft'] as const
type Name = (typeof names)[number]

const room = 'murmur/live/'
const place = (name: Name): string => room + name
/** Each under a name of its own: two tabs that write at once lose nothing of each other's. */
const outgoing = `${room}out/`

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

export interface Remark {
  /** Drawn once for each press. */
  readonly id: string
  readonly text: string
}

/** Somebody pressed for it, and the server has not said that it is there. */
export const keepOut = ({ id, text }: Remark): void =>
  quietly(() => localStorage.setItem(outgoing + id, text), undefined)

export const dropOut = (id: string): void => quietly(() => localStorage.removeItem(outgoing + id), undefined)

export const keptOut = (): Remark[] =>
  quietly(
    () =>
      Object.entries(localStorage).flatMap(([name, text]) =>
        name.startsWith(outgoing) ? [{ id: name.slice(outgoing.length), text: String(text) }] : [],
      ),
    [],
  )

export const forget = (): void => {
  for (const name of names) keep(name, '')
  for (const { id } of keptOut()) dropOut(id)
}
