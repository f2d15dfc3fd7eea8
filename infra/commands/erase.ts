/**
 * `npm run erase -- EMAIL`: removes one person from `people`: roster, suppression entry, unsubscribe ids, invitations
 * and mails. The records of reviews stay; where they mention the person is printed. It can safely be run again.
 */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentClient } from '../../functions/aws/clients.ts'
import { command } from '../command.ts'
import { dropOldNames, erasePerson, findPerson, type PersonTables, report } from './person-records.ts'
import { addressOf, tablesOf } from './person-request.ts'

export const erase = async (documents: DynamoDBDocumentClient, tables: PersonTables, email: string) => {
  const { people, ...others } = await findPerson(documents, tables, email)
  const erased = await erasePerson(documents, tables.people, people, email)
  const left = await findPerson(documents, tables, email)
  const oldNames = await dropOldNames(documents, tables.surveys)
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
