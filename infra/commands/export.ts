/** `npm run export -- EMAIL`: everything Murmur stores about one person, as JSON. Only reads. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentClient } from '../../functions/aws/clients.ts'
import { command } from '../command.ts'
import { findPerson, type PersonTables, report } from './person-records.ts'
import { addressOf, tablesOf } from './person-request.ts'

export const exportPerson = async (documents: DynamoDBDocumentClient, tables: PersonTables, email: string) => {
  const { people, surveys, learning, live, trace } = await findPerson(documents, tables, email)
  return {
    email,
    people: report(people),
    surveys: report(surveys),
    learning: report(learning),
    live: report(live),
    trace: report(trace),
  }
}

if (import.meta.main) {
  await command(import.meta.filename, async words => {
    const email = addressOf(words)
    console.log(JSON.stringify(await exportPerson(documentClient(), await tablesOf(process.env), email), null, 2))
  })
}
