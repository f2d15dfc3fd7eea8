/** Whom a survey will ask that has not opened yet: the addresses as they were given, in items of some hundreds. */
import type { SurveyId } from '../domain/ids.ts'
import type { Placed } from '../domain/people/placed.ts'
import type { Survey } from '../domain/survey/survey.ts'
import { expiresAtSeconds, type ValueOf } from '../records/kind.ts'
import { chunkName, participants } from '../records/people.ts'
import { asRead, idsOf } from '../records/reading.ts'
import type { Records } from '../records/records.ts'
import { held } from '../records/writing.ts'

/** Addresses in one stored item. */
const emailsPerChunk = 500

type Listed = Pick<Survey, 'surveyId' | 'closesAt'>

export const participantsStore = ({ add, list, overwrite }: Records) => {
  const expiring = (closesAt: string) => ({ expiresAtSeconds: expiresAtSeconds(participants, closesAt) })

  /** False if somebody else wrote it since it was read. */
  const rewrite = async (closesAt: string, chunk: ValueOf<typeof participants>, emails: string[]): Promise<boolean> => {
    const ids = idsOf(participants, chunk)
    const changed = { ...chunk, emails }
    const conditions = { ...expiring(closesAt), when: asRead(chunk), over: chunk }
    return ids !== null && (await held(overwrite(participants, ids, changed, conditions)))
  }

  return {
    /** The addresses given before the opening, and the number of items that hold them. */
    readParticipants: async (survey: SurveyId): Promise<{ emails: string[]; chunks: number }> => {
      const chunks = await list(participants, { survey })
      return { emails: [...new Set(chunks.flatMap(({ emails }) => emails))], chunks: chunks.length }
    },

    /** Adds after the `chunks` items already there. How many came: fewer than all if somebody else added in between. */
    addParticipants: async (
      { surveyId: survey, closesAt }: Listed,
      emails: readonly string[],
      chunks: number,
      placed: Placed,
    ): Promise<number> => {
      for (let from = 0; from < emails.length; from += emailsPerChunk) {
        const ids = { survey, chunk: chunkName(chunks + from / emailsPerChunk) }
        const some = { emails: emails.slice(from, from + emailsPerChunk), placed }
        if (!(await held(add(participants, ids, some, expiring(closesAt))))) return from
      }
      return emails.length
    },

    /**
     * Takes addresses off the list of a survey that nobody was invited to yet. How many went; not all of them where somebody
     * else changed the list in between.
     */
    dropParticipants: async (
      { surveyId: survey, closesAt }: Listed,
      gone: ReadonlySet<string>,
    ): Promise<{ readonly dropped: number; readonly all: boolean }> => {
      const went = new Set<string>()
      let all = true
      for (const chunk of await list(participants, { survey })) {
        const going = chunk.emails.filter(email => gone.has(email))
        if (going.length === 0) continue
        const staying = chunk.emails.filter(email => !gone.has(email))
        const written = await rewrite(closesAt, chunk, staying)
        if (written) for (const email of going) went.add(email)
        all &&= written
      }
      return { dropped: went.size, all }
    },
  }
}
