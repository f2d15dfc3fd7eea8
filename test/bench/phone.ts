/** A phone on a slow line: 390x844, 400 ms round trip, 400 kbit/s, a processor four times slower; and what it fetched. */
import type { Browser, Page } from 'playwright-core'

interface Fetched {
  readonly url: string
  readonly from: number
  /** Null while it is on its way. */
  readonly to: number | null
  readonly bytes: number
}

export interface Phone {
  readonly page: Page
  /** In the order in which they were asked for. */
  readonly fetched: () => Fetched[]
  readonly close: () => Promise<void>
}

export const phone = async (browser: Browser): Promise<Phone> => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const throughput = 400_000 / 8
  const speed = { latency: 400, downloadThroughput: throughput, uploadThroughput: throughput }
  await session.send('Network.emulateNetworkConditions', { offline: false, ...speed })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const known = new Map<string, Fetched>()
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
    // What stands in the page itself is fetched from nowhere.
    if (!/^(data|blob):/.test(request.url))
      known.set(requestId, { url: request.url, from: timestamp, to: null, bytes: 0 })
  })
  session.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    const begun = known.get(requestId)
    if (begun) known.set(requestId, { ...begun, to: timestamp, bytes: encodedDataLength })
  })
  return { page, fetched: () => [...known.values()], close: () => context.close() }
}

/** The most requests of which each began only when the one before had come: round trips that nothing can overlap. */
export const tripsIn = (fetched: readonly Fetched[]): number => {
  let [trips, free] = [0, Number.NEGATIVE_INFINITY]
  const done = fetched.flatMap(({ from, to }) => (to === null ? [] : [{ from, to }]))
  for (const { from, to } of done.toSorted((one, other) => one.to - other.to)) {
    if (from < free) continue
    trips += 1
    free = to
  }
  return trips
}
