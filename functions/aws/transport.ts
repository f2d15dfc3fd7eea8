/**
 * What carries every call to AWS. A call that hangs is given up long before the function's own time runs out. A connection
 * that was cut says that its pool is stale, as all of it is when a sandbox has frozen for a minute: the next attempt and
 * whatever follows begin with new ones, rather than try the old one by one.
 */
import type { HttpRequest } from '@smithy/core/protocols'
import { NodeHttpHandler } from '@smithy/node-http-handler'

const callMilliseconds = 4_000

/** How Node says that the other end was gone. */
const isCut = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE')

/** `milliseconds`: how long one attempt may take, where that is longer than most calls take. */
export const transport = (milliseconds = callMilliseconds) => {
  const timeouts = { connectionTimeout: 2_000, requestTimeout: milliseconds, throwOnRequestTimeout: true }
  let current = new NodeHttpHandler(timeouts)
  return {
    metadata: current.metadata,
    handle: async (request: HttpRequest, options?: Parameters<NodeHttpHandler['handle']>[1]) => {
      const used = current
      try {
        return await used.handle(request, options)
      } catch (error) {
        // What is under way there ends there.
        if (isCut(error) && current === used) current = new NodeHttpHandler(timeouts)
        throw error
      }
    },
    destroy: (): void => current.destroy(),
    updateHttpClientConfig: (): void => {},
    httpHandlerConfigs: () => timeouts,
  }
}
