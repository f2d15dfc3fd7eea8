/**
 * Which errors of a service are temporary: throttling, no connection, or a fault of its own. Covers errors from the SDK
 * and from `signed-requests.ts`.
 */
import { Refusal } from '../domain/refusal.ts'

const throttled = /Throttl|ThroughputExceeded|RequestLimitExceeded|TimeoutError|AbortError|Networking/
const unreachable = /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN)/

export const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  (throttled.test(error.name) ||
    ('$fault' in error && error.$fault === 'server') ||
    ('code' in error && unreachable.test(String(error.code))))

/**
 * Passes on the result of a call. Refuses `try_again` if the table is still throttled or out of reach after the
 * client's retries.
 */
export const reached = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call
  } catch (error) {
    throw isPassing(error) ? new Refusal('try_again') : error
  }
}
