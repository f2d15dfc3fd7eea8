/**
 * `npm run erase -- EMAIL`: removes one person from `people`: roster, suppression entry, unsubscribe ids, invitations
 * mails and what is kept of a replaced roster. The trace tells that somebody was erased, and not who; a digest of the address
 * is kept for as long as an earlier state could be restored, so that `npm run restore` erases them there as well. The records of reviews stay; where they mention the person is printed. It can safely be run again.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentClient } from '../../functions/aws/clients.ts'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { operator, restOfIt } from '../../functions/domain/trace/trace.ts'
import { recordsOf } from '../../functions/records/records.ts'
import { traceOf } from '../../functions/records/trace.ts'
import { command } from '../command.ts'
import { erasuresIn } from './erasures.ts'
import { dropOldNames, erasePerson, findPerson, type PersonTables, report } from './person-records.ts'
import { addressOf, tablesOf } from './person-request.ts'

export const erase = async (
  documents: DynamoDBDocumentClient,
  tables: PersonTables,
  email: string,
  now = new Date().toISOString(),
) => {
  const trace = traceOf(recordsOf(documentCalls(documents), { traceTable: tables.trace }))
  // That somebody was erased is told, and not who.
  const act = { at: now, act: 'person-erased', by: operator, roles: [], about: {} } as const
  const intention = await trace.intend(restOfIt, act)
  const erasures = erasuresIn(documents, tables.trace)
  // Before anything is erased: a run that is cut off afterwards is one that a restored table has to hear of.
  await erasures.note(email, now)
  const { people, ...others } = await findPerson(documents, tables, email)
  const erased = await erasePerson(documents, tables.people, people, email)
  const left = await findPerson(documents, tables, email)
  const oldNames = await dropOldNames(documents, tables.surveys)
  await erasures.drop(now)
  await trace.settle(restOfIt, intention, 'done', { erased }, now)
  // Without the roster's row nobody knows the name to search for any more: the others are those found before.
  const stays = report([...left.people, ...Object.values(others).flat()])
  return { email, erased, oldNames, stays }
}

if (import.meta.main) {
  await command(import.meta.filename, async words => {
    const email = addressOf(words)
    console.log(JSON.stringify(await erase(documentClient(), await tablesOf(process.env), email), null, 2))
  })
}
