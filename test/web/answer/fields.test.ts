import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { agreed, type Fields, type Stamped, valuesOf } from '../../../web/answer/fields.ts'

const said = (text: string) => ({ text, choice: null })

/** Two tabs over one storage: each change is agreed on as it is made, unless the tab sleeps through what the other does. */
const tabs = () => {
  let kept: Stamped = {}
  const tab = (initial: Fields = {}) => {
    let base: Stamped = {}
    let now: Fields = initial
    const settle = (): void => {
      base = agreed(base, kept, now)
      now = valuesOf(base)
      kept = base
    }
    return {
      settle,
      type: (name: string, value: Fields[string]): void => {
        now = { ...now, [name]: value }
        settle()
      },
      read: () => now,
    }
  }
  return { tab, kept: () => valuesOf(kept) }
}

describe('two tabs of one browser', () => {
  test('what one writes, the other takes over before it writes, question by question', () => {
    const { tab, kept } = tabs()
    const [first, second] = [tab(), tab()]
    first.settle()
    second.type('saw', said('from the second'))
    first.type('sense', said('from the first'))
    second.settle()
    expect(kept()).toEqual({ saw: said('from the second'), sense: said('from the first') })
    expect(first.read()).toEqual(second.read())
  })

  test('of one question, what was written later counts, and what was typed into the older is added', () => {
    const { tab } = tabs()
    const [first, second] = [tab(), tab()]
    first.type('saw', said('The graph'))
    second.settle()
    second.type('saw', said('The graph stood still.'))
    // Typed before it could take over what is newer.
    first.type('saw', said('The graph fell'))
    expect(first.read()['saw']).toEqual(said('The graph stood still.\nfell'))
  })

  test('a text that was taken out stays out, and one that was taken out in an older tab only is not lost', () => {
    const { tab, kept } = tabs()
    const [first, second] = [tab(), tab()]
    first.type('saw', said('one'))
    second.settle()
    second.type('saw', null)
    first.settle()
    expect(first.read()['saw']).toBeNull()
    first.type('saw', said('two'))
    second.type('saw', null)
    expect(kept()['saw']).toEqual(said('two'))
  })

  test('of a choice, the last press counts', () => {
    const { tab, kept } = tabs()
    const [first, second] = [tab(), tab()]
    first.type('.use', 'signed')
    second.type('.use', 'themes-only')
    first.settle()
    expect(kept()['.use']).toBe('themes-only')
    expect(first.read()['.use']).toBe('themes-only')
  })

  test('as the page came, a field takes nothing from what is kept', () => {
    const kept: Stamped = { '.use': { at: 3, value: 'signed' } }
    expect(valuesOf(agreed({}, kept, { '.use': 'verbatim' }, { '.use': 'verbatim' }))).toEqual({ '.use': 'signed' })
  })

  test('whatever is typed in whichever order, each line ever typed is there, or was taken out by hand where it was read', () => {
    const step = fc.record({
      who: fc.constantFrom(0, 1),
      what: fc.constantFrom('saw', 'sense'),
      sleeps: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), steps => {
        const { tab, kept } = tabs()
        const both = [tab(), tab()]
        const lines: string[] = []
        for (const [at, { who, what, sleeps }] of steps.entries()) {
          const mine = both[who]
          if (!mine) continue
          if (!sleeps) mine.settle()
          const before = mine.read()[what]
          const text = typeof before === 'object' && before !== null && 'text' in before ? before.text : ''
          lines.push(`line ${at};`)
          mine.type(what, said(`${text}line ${at};`))
        }
        const all = JSON.stringify(kept())
        for (const line of lines) expect(all).toContain(line)
      }),
    )
  })
})
