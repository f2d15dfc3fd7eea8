/** The roster of the API in memory: it reads, merges and previews by the very rules of the domain. */
import type { Person, RosterEntry } from '../../../functions/domain/people/person.ts'
import { previewOf, refuseBadRows, refusedIn, type RosterAnswer } from '../../../functions/domain/roster/answer.ts'
import { rosterMappingSchema } from '../../../functions/domain/roster/columns.ts'
import { goneFrom, mergeRoster } from '../../../functions/domain/roster/merge.ts'
import { isOwnList, readOwnRows, readRosterFile } from '../../../functions/domain/roster/read.ts'

interface PutPeople {
  readonly query: URLSearchParams
  readonly body: string
  readonly type: string
}

const readingOf = ({ query, body, type }: PutPeople) => {
  const given = query.get('mapping')
  const list: unknown = type.startsWith('application/json') ? JSON.parse(body) : null
  if (Array.isArray(list) && given === null && isOwnList(list)) return readOwnRows(list)
  const mapping = rosterMappingSchema.parse(given === null ? {} : JSON.parse(given))
  return readRosterFile(body, mapping, query.get('dryRun') === 'true')
}

/** The answer; a refusal is thrown. */
export const putPeople = (people: RosterEntry[], call: PutPeople): RosterAnswer => {
  const [replace, isPreview] = [call.query.get('replace') === 'true', call.query.get('dryRun') === 'true']
  const reading = readingOf(call)
  const named = isPreview || call.query.get('take') === 'good'
  if (!named) refuseBadRows(reading)
  const rows = reading.rows.map(({ row }) => row)
  const known = new Map(
    people.map(({ stopped: _stopped, ...one }): [string, Person] => [one.email, { ...one, unsubscribeId: '' }]),
  )
  const merge = mergeRoster(known, rows, () => '', { by: 'keeper@example.com', at: '2026-11-02T10:00:00.000Z' })
  const gone = replace || isPreview ? goneFrom(known.values(), rows, reading.refused) : []
  if (!isPreview) {
    for (const { unsubscribeId: _id, ...person } of merge.added) people.push({ ...person, stopped: null })
    for (const { after } of merge.changed) {
      const { unsubscribeId: _id, ...person } = after
      Object.assign(people.find(one => one.email === person.email) ?? {}, person)
    }
    for (const { email } of gone)
      people.splice(
        people.findIndex(one => one.email === email),
        1,
      )
  }
  return {
    added: merge.added.length,
    changed: merge.changed.length,
    removed: replace ? gone.length : 0,
    ...(named ? refusedIn(reading) : {}),
    ...(isPreview ? { preview: previewOf(reading, merge, gone) } : {}),
  }
}
