/**
 * One answer that keeps everybody’s from being read (availability-1): a text that takes more work than there is time for,
 * or that no reading survives, so that the harvest begins anew for ever and the agenda never comes.
 */
import { expect, test } from 'vitest'
import { observationId } from '../../functions/domain/ids.ts'
import { statementSchema } from '../../functions/domain/synthesis/schema.ts'
import { sortOut } from '../../functions/domain/synthesis/synthesis.ts'
import type { Survey } from '../../functions/domain/survey/survey.ts'
import { mostTries, tryingOf } from '../../functions/harvest/trying.ts'
import { noon } from '../caller.ts'
import { surveyRow } from '../survey.ts'
import { switchedOff } from './switched-off.ts'

const people = [{ name: 'Sam Stone', email: 'sam.stone@example.com' }]
const statements = ['the disk was full', 'S. '.repeat(3_000), 'the pager was silent'].map((text, index) =>
  statementSchema.parse({
    id: observationId(Buffer.alloc(16, index)),
    text,
    item: 'saw',
    purpose: 'moment',
    apart: false,
    voice: String(index),
  }),
)
/** So few that the second takes more. */
const steps = 2_000

test('a text that takes too long ended the reading of all; passed over, it is counted and costs nobody else', async () => {
  const { sortOut: unprotected } = await switchedOff<{ sortOut: typeof sortOut }>(
    'functions/domain/synthesis/synthesis.ts',
    { file: 'functions/domain/synthesis/synthesis.ts', text: 'unread += 1', instead: "throw new Error('unread')" },
  )
  expect(() => unprotected(statements, people, steps)).toThrow('unread')
  const { open, unread } = sortOut(statements, people, steps)
  expect([open.map(({ text }) => text).toSorted(), unread]).toEqual([['the disk was full', 'the pager was silent'], 1])
})

/** In which run it files, where no run survives reading what was written; null where none of twenty does. */
const filedInRun = async (of: typeof tryingOf): Promise<number | null> => {
  let harvestTried: Survey['harvestTried'] = null
  const store = {
    markTry: async (_survey: string, _lease: string, next: NonNullable<Survey['harvestTried']> | null) => {
      harvestTried = next
      return true
    },
  }
  for (let run = 1; run <= 20; run += 1) {
    const trying = of(store, surveyRow({ harvestTried }), noon)
    const read = (): void => {
      if (!trying.isPlain) throw new Error('no reading survives this')
    }
    const isFiled = await trying.within('statements', read).then(
      () => true,
      () => false,
    )
    if (isFiled) return run
  }
  return null
}

test('what no run survives was tried for ever; after three runs the counts are filed without any text', async () => {
  const { tryingOf: unprotected } = await switchedOff<{ tryingOf: typeof tryingOf }>('functions/harvest/trying.ts', {
    file: 'functions/harvest/trying.ts',
    text: '(tried?.count ?? 0) >= mostTries',
    instead: 'false',
  })
  expect(await filedInRun(unprotected)).toBeNull()
  expect(await filedInRun(tryingOf)).toBe(mostTries + 1)
})
