import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { padContent } from '../../../functions/domain/ballot/texts.ts'
import { ratingAnswer, readContent, textAnswers, tickedFactors } from '../../../functions/domain/ballot/content.ts'
import { preMeeting1 } from '../../../functions/domain/instrument/pre-meeting.ts'

const content = (answers: Record<string, unknown>, changes: object = {}) => ({
  instrument: 'pre-meeting-1',
  language: 'en',
  pseudonym: 'Quiet Heron',
  signature: null,
  answers,
  ...changes,
})
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const read = (answers: Record<string, unknown>, changes: object = {}) => {
  const result = readContent(bytes(content(answers, changes)), preMeeting1)
  if (!result) throw new Error('not read')
  return result
}

describe('sealed content', () => {
  test('is read back in full, whatever was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), text => {
        const said = { instrument: 'pre-meeting-1', language: 'en', pseudonym: 'Quiet Heron', signature: null }
        const padded = padContent({ ...said, answers: { saw: { text: `x${text}`, choice: 'verbatim' } } }, 16_384)
        expect(padded.length).toBe(16_384)
        const result = readContent(padded, preMeeting1)
        expect(result && textAnswers(result, preMeeting1)).toEqual([
          { item: 'saw', purpose: 'moment', apart: false, text: `x${text}`, choice: 'verbatim', signedBy: null },
        ])
      }),
    )
  })

  test('that does not fit is refused before it is sent', () => {
    const said = { instrument: 'x', language: 'en', pseudonym: '', signature: null }
    expect(() =>
      padContent({ ...said, answers: { saw: { text: '🦉'.repeat(5000), choice: 'verbatim' } } }, 16_384),
    ).toThrow(RangeError)
  })

  test('of another instrument is a ballot without answers, and anything but JSON is not a ballot', () => {
    expect(read({ saw: { text: 'x', choice: 'verbatim' } }, { instrument: 'other-1' }).answers).toEqual({})
    expect(readContent(new TextEncoder().encode('{'), preMeeting1)).toBeNull()
    expect(readContent(bytes('text'), preMeeting1)).toBeNull()
  })
})

describe('an answer', () => {
  test.each([0, 6, 2.5, '3', null, [3]])('to the 1-5 item that is %j is dropped', answer => {
    expect(ratingAnswer(read({ comfortable: answer }), preMeeting1)).toBeNull()
  })
  test.each([1, 3, 5])('to the 1-5 item that is %i is kept', answer => {
    expect(ratingAnswer(read({ comfortable: answer }), preMeeting1)).toBe(answer)
  })
  test('of ticks keeps the offered options', () => {
    expect(tickedFactors(read({ harder: ['monitoring', 'weather'] }), preMeeting1)).toEqual(['monitoring'])
    expect(tickedFactors(read({}), preMeeting1)).toBeNull()
  })
  test('signed without a name is verbatim', () => {
    const answers = { saw: { text: 'x', choice: 'signed' } }
    expect(textAnswers(read(answers), preMeeting1)[0]).toMatchObject({ choice: 'verbatim', signedBy: null })
    const signed = read(answers, { signature: ' Ada ' })
    expect(textAnswers(signed, preMeeting1)[0]).toMatchObject({ choice: 'signed', signedBy: 'Ada' })
  })
})

test.each([[undefined], [null], ['true'], [1], [false]])('a model may not read what says %s to it', mayBeRead => {
  expect(read({}, { mayBeRead }).mayBeRead).toBeUndefined()
  expect(read({}, { mayBeRead: true }).mayBeRead).toBe(true)
})
