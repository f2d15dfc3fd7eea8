import { describe, expect, test } from 'vitest'
import { isMade, onceKey } from '../../../../web/kit/api/once.ts'

describe('a thing that is made once', () => {
  test('keeps its key while the same is sent again, and has another one as soon as the words differ', () => {
    const first = onceKey('/api/a', 'candidate A')
    expect(onceKey('/api/a', 'candidate A')).toBe(first)
    expect(onceKey('/api/a', 'candidate B')).not.toBe(first)
  })

  test('is another thing once it was made, whatever is under way at other addresses', () => {
    const [here, there] = [onceKey('/api/b', 'x'), onceKey('/api/c', 'x')]
    expect(there).not.toBe(here)
    isMade('/api/b')
    expect(onceKey('/api/b', 'x')).not.toBe(here)
    expect(onceKey('/api/c', 'x')).toBe(there)
  })
})
