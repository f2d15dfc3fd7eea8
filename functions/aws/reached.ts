/** Temporary errors of a service, from the SDK or `signed-requests.ts`: throttling, no connection, a fault. */
import { Refusal } from '../domain/refusal.ts'

const throttled = /Throttl|ThroughputExceeded|RequestLimitExceeded|TimeoutError|AbortError|Networking/
const unreachable = /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN)/

export const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  (throttled.test(error.name) ||
    ('$fault' in error && error.$fault === 'server') ||
    ('code' in error && unreachable.test(String(error.code))))

/** The result of a call. Refuses `try_again` if the table is throttled or unreachable after the client's retries. */
export const reached = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call
  } catch (error) {
    throw isPassing(error) ? new Refusal('try_again') : error
  }
}
