/** What of a service's errors is passing: throttled, out of reach, or its own fault. The SDK's and the light requests' alike. */
import { Refusal } from '../domain/refusal.ts'

const throttled = /Throttl|ThroughputExceeded|RequestLimitExceeded|TimeoutError|AbortError|Networking/
const unreachable = /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN)/

export const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  (throttled.test(error.name) ||
    ('$fault' in error && error.$fault === 'server') ||
    ('code' in error && unreachable.test(String(error.code))))

/** What comes of a call; refuses `try_again` where the table is throttled or out of reach after the client's retries. */
export const reached = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call
  } catch (error) {
    throw isPassing(error) ? new Refusal('try_again') : error
  }
}
