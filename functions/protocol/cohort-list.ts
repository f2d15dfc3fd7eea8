/** Entries of a cohort's list, sealed to those who hold one of its links: whoever seals one holds no key that opens any. */
import type { ListEntry } from '../domain/ballot/cohort-list.ts'
import { listAbout, listInfo } from '../domain/ballot/texts.ts'
import { seal } from './seal.ts'

/** base64url of enc | ciphertext. */
export const sealListEntry = async (
  listKey: string,
  surveyId: string,
  cohort: string,
  entry: ListEntry,
): Promise<string> => {
  const context = { info: listInfo(surveyId, cohort), about: listAbout }
  const sealed = await seal(listKey, context, new TextEncoder().encode(JSON.stringify(entry)))
  return Buffer.from(sealed).toString('base64url')
}
