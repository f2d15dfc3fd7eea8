/** Who may be here: those who were invited, the roster, and names as they are typed. */
import type { SurveyId } from '../../../functions/domain/ids.ts'
import type { RosterEntry } from '../../../functions/domain/people/person.ts'
import type { Present } from '../../../functions/domain/review/running.ts'
import { api } from '../calls/calls.ts'
import { deliveryCalls } from '../calls/delivery.ts'

/** The browser's own dice: nobody can know the order beforehand. */
const draw = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32

/** The same for one address on every device, and not the address: that has no business in the meeting. */
const idOf = (address: string): string => {
  let [high, low] = [0xdeadbeef, 0x41c6ce57]
  for (const character of address.toLowerCase()) {
    const code = character.codePointAt(0) ?? 0
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  return `p${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}`
}

const nameOf = (name: string, address: string): string => (name.trim() || address.replace(/@.*$/, '')).slice(0, 200)

export const presentOf = ({ email, name, seniority }: Pick<RosterEntry, 'email' | 'name' | 'seniority'>): Present => ({
  id: idOf(email),
  name: nameOf(name, email),
  seniority,
  draw: draw(),
})

export const typedPresent = (typed: string): Present[] =>
  typed
    .split(/[,;\n]/)
    .map(name => name.trim().slice(0, 200))
    .filter(Boolean)
    .map(name => ({ id: idOf(name), name, seniority: null, draw: draw() }))

/** Everybody who was invited and still is, with the seniority that the roster knows. */
export const readInvited = async (surveyId: SurveyId | null): Promise<Present[]> => {
  if (surveyId === null) return []
  const [{ rows }, roster] = await Promise.all([deliveryCalls.read(surveyId), api.people().catch(() => [])])
  const known = new Map(roster.map(person => [person.email, person]))
  return rows
    .filter(({ state }) => state !== 'withdrawn')
    .map(({ address, name }) => {
      const person = known.get(address)
      return presentOf({ email: address, name: name || (person?.name ?? ''), seniority: person?.seniority ?? null })
    })
}
