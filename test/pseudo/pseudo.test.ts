import { expect, test } from 'vitest'
import { pseudo } from './pseudo.ts'

const english = {
  title: 'Open the agenda',
  steps: ['Say what happened.', '95 %'],
  greeting: (name: string) => `Hello ${name},`,
  left: (count: number) => (count === 1 ? '1 day left' : `${count} days left`),
  fact: ({ at, of }: { at: string; of: string }) => ['When', `${at} of ${of}`],
}

test('every letter is accented, and a text is a third longer', () => {
  const { title, steps } = pseudo(english)
  expect(title).toMatch(/^⟦Óþéñ ţĥé áĝéñðá .*⟧$/)
  expect(title.length).toBeGreaterThanOrEqual(Math.floor(english.title.length * 1.3))
  expect(steps[1]).toBe('95 %')
})

test('what is put into a sentence stays, and functions stay functions of the same facts', () => {
  const said = pseudo(english)
  expect(said.greeting('Ann O’Neil')).toMatch(/^⟦Ĥéļļó Ann O’Neil,.*⟧$/)
  expect([said.left(1), said.left(2)]).toEqual([expect.stringMatching(/^⟦1 ðáý /), expect.stringMatching(/^⟦2 ðáýš /)])
  expect(said.fact({ at: 'Monday', of: 'May' })).toEqual([expect.stringMatching(/^⟦Ŵĥéñ.*⟧$/), '⟦Monday óƒ May öñé⟧'])
})

test('made twice it is the same', () => {
  expect(pseudo(pseudo(english)).greeting('Ann')).toBe(pseudo(english).greeting('Ann'))
})

test('a sentence about a pseudo word is pseudo too', () => {
  const { greeting, title } = pseudo(english)
  expect(greeting(title).startsWith(`⟦Ĥéļļó ${title}, `)).toBe(true)
  expect(greeting(title)).not.toMatch(/[A-Za-z]/)
})
