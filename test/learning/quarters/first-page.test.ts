import { beforeAll, describe, expect, test } from 'vitest'
import { director } from '../../caller.ts'
import { ownDatabase } from '../../own.ts'
import { agreeOn, incidentBody, learning } from '../setup.ts'

const database = ownDatabase()
const at = '2026-11-24T12:00:00.000Z'
const call = (path: string, options: object = {}) => learning(database.client).call(path, { at, ...options })
const file = async (end: string) => (await call(`GET /api/learning-reviews/2026-Q4.${end}`)).text

const record = (day: number, mode: string) =>
  call('POST /api/incidents', {
    body: {
      ...incidentBody,
      title: `Of day ${day}`,
      startedAt: `2026-10-${String(day).padStart(2, '0')}T03:00:00Z`,
      detectedAt: null,
      resolvedAt: null,
      failureModes: mode === '' ? [] : [mode],
    },
  })

describe('a learning review', () => {
  test('of nothing says for each of its four questions that nothing is known', async () => {
    const text = await file('md')
    expect(text).toContain('### What recurred?\n\n**No incident began in the last 90 days of the quarter.**')
    expect(text).toContain('### What does nobody see?\n\n**Nothing that these records show')
    expect(text).toContain('### What to invest in?\n\n**No condition of the portfolio')
  })
})

describe('a learning review begins with one page', () => {
  beforeAll(async () => {
    for (const day of [1, 2, 3, 4, 5]) await record(day, 'queue stuck')
    await agreeOn(database.client)
  })

  test('that answers each question before any section, with the incidents behind it', async () => {
    const text = await file('md')
    const [first = ''] = text.split('\n## Inventory')
    expect(first).toMatch(/### What recurred\?\n\n\*\*4 of 5 incidents in 90 days were of a kind seen before: 80% \(/)
    expect(first).toMatch(/- queue stuck, 5 incidents: \[Of day 5\]\(<[^>]+>\)/)
    expect(first).toContain('**0 actions completed, 1 opened, 1 open now. None stands still for more than 90 days.**')
    expect(first).toContain('1 kind of incident came back, and no open action works against it.')
  })

  test('and says nothing of what recurred where of too many nobody knows their kind', async () => {
    for (const day of [6, 7]) await record(day, '')
    expect(await file('md')).toContain(
      '4 of 5 incidents in 90 days were of a kind seen before (of 5 of 7 with a known kind)',
    )
    for (const day of [8, 9]) await record(day, '')
    expect(await file('md')).toContain('**Not to be said: the kind of 5 of 9 incidents is written down.**')
  })

  test.each(['md', 'html'])('in %s charts stand before tables, and probabilities in the appendix alone', async end => {
    const [body = '', appendix = ''] = (await file(end)).split('Appendix: all tables')
    const before = end === 'md' ? body : body.replaceAll(/<details[\s\S]*?<\/details>/g, '')
    expect(before).not.toMatch(/\(p |By chance alone/)
    expect(appendix).toContain('By chance alone')
    expect(before).toContain('By severity')
  })

  test('which leadership reads in an edition with titles, and without a link that it may not follow', async () => {
    await call('POST /api/learning-reviews/2026-Q4/publish')
    const { text } = await call('GET /api/learning-reviews/2026-Q4.md', { as: director })
    const [first = ''] = text.split('\n## Inventory')
    expect(first).toContain('Of day 5')
    expect(first).not.toContain('/desk/#/incidents')
  })
})
