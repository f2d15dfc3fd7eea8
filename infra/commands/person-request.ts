/** Shared by `npm run export` and `npm run erase`: whose data, and in which tables. */
import { SSMClient } from '@aws-sdk/client-ssm'
import { emailSchema } from '../../functions/domain/people/address.ts'
import { requireDeployment } from '../doctor/installation.ts'
import type { PersonTables } from './person-records.ts'

/** Throws unless given exactly one mail address. */
export const addressOf = (words: readonly string[]): string => {
  const parsed = words.length === 1 ? emailSchema.safeParse(words[0]) : null
  if (!parsed?.success) throw new Error('give one mail address: npm run export -- somebody@example.com')
  return parsed.data
}

/** PEOPLE_TABLE, SURVEYS_TABLE, LEARNING_TABLE, LIVE_TABLE and TRACE_TABLE override the deployed tables, for example with those of the local world. */
export const tablesOf = async (environment: Readonly<Record<string, string | undefined>>): Promise<PersonTables> => {
  const { PEOPLE_TABLE: people, SURVEYS_TABLE: surveys, LEARNING_TABLE: learning } = environment
  const { LIVE_TABLE: live, TRACE_TABLE: trace } = environment
  if (people && surveys && learning && live && trace) return { people, surveys, learning, live, trace }
  return (await requireDeployment(new SSMClient({}))).tables
}
