import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isProposal, proposalOf } from '../../../functions/domain/synthesis/proposals.ts'
import { synthesize } from '../../../functions/domain/synthesis/synthesis.ts'

test.each([
  ['The soup could be a little bit better', true],
  ['The soup could taste better', true],
  ['Soup: add a lid', true],
  ['The soup could have been better', false],
  ['A full tank could cause another stop', false],
  ['The soup was better than the bread', false],
])('a proposal is told from a remark: %s', (text, expected) => {
  expect(isProposal({ text, flags: [] })).toBe(expected)
})

test.each([
  ['Add a second gauge to the tank, since the first one sticks in winter.', 'Add a second gauge to the tank …'],
  ['The pump was slow. Add a second gauge to the tank.', 'Add a second gauge to the tank'],
  ['Night shift: more staff for the pump house and for the gate.', 'Night shift: more staff for the pump house …'],
  ['More lamps so people can find the valve.', 'More lamps …'],
])('a proposal is named by its beginning: %s', (text, excerpt) => {
  expect(proposalOf([text])).toBe(excerpt)
})

test('what speaks of a person, or says nothing when it is cut, is not quoted', () => {
  for (const text of [
    'He should read the gauge before lunch, and write it down.',
    'The soup could be better',
    'Add oil',
  ])
    expect(proposalOf([text])).toBeNull()
})

test('a whole statement is never quoted', () => {
  const part = fc.constantFrom('Add', 'we should', 'a lamp', ': ', '. ', '\n', 'more', 'needs to be', 'better')
  fc.assert(
    fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 12 })), { maxLength: 20 }), parts => {
      const text = parts.join(' ')
      const excerpt = proposalOf([text])
      expect(excerpt === null || excerpt.replace(/ …$/, '').length < text.trim().length).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('a leverage point that names no condition is called by what was proposed', () => {
  const text = 'Add a second gauge to the tank at the gate. This would have told us within minutes instead of hours.'
  const { counterfactuals } = synthesize(
    [
      {
        id: 'a',
        text,
        voice: 'v',
        choice: 'verbatim',
        item: null,
        purpose: 'condition',
        apart: false,
        pseudonym: null,
        signedBy: null,
      },
    ],
    [],
  )
  expect(counterfactuals.map(({ title }) => title)).toEqual(['Add a second gauge to the tank at the gate'])
})
