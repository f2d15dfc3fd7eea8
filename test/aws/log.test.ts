import { expect, test, vi } from 'vitest'
import { reportFailed, requestFailed } from '../../functions/aws/log.ts'
import { answering, type ParticipantEvent } from '../../functions/http/participant.ts'

const event: ParticipantEvent = {
  routeKey: 'PUT /api/ballots',
  requestContext: { timeEpoch: 0, requestId: 'request-1', http: { method: 'PUT', path: '/api/ballots' } },
}

test('whatever is answered with 500 leaves the line that the alarm looks for, and nothing of what was sent', async () => {
  const lines: unknown[] = []
  const written = vi.spyOn(console, 'log').mockImplementation(line => void lines.push(line))
  for (const thrown of [new TypeError('ada@example.com'), 'ada@example.com']) {
    const answer = await answering(() => Promise.reject(thrown), reportFailed)(event)
    expect(answer.statusCode).toBe(500)
  }
  written.mockRestore()
  expect(lines.map(line => JSON.parse(String(line)))).toEqual([
    { event: requestFailed, error: 'TypeError', requestId: 'request-1' },
    { event: requestFailed, error: 'Error', requestId: 'request-1' },
  ])
})
