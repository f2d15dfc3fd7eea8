import { expect, test, vi } from 'vitest'
import { hourMilliseconds, minuteMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import { type AnyFault, faultKinds } from '../../infra/local/hostile/faults.ts'
import { incident } from './story.ts'
import { startWatched, type Watched } from './watched.ts'

vi.setConfig({ testTimeout: 240_000 })

const acting = ({ call, create }: Watched) => {
  const clock = async (): Promise<string> => {
    const { json } = await call('GET', '/local/clock', undefined, null)
    return String(json['now'])
  }
  const moveTo = (now: string) => call('POST', '/local/clock', { minutes: 1, now }, null)
  const set = async (faults: { kinds: AnyFault[]; about?: string[]; chance?: number } | null): Promise<void> => {
    const asked = faults && { seed: 3, chance: 1, ...faults }
    const { status, text } = await call('POST', '/local/hostile', asked, null)
    if (status !== 200) throw new Error(text)
  }
  const setMail = (settings: object) => call('POST', '/local/ses', settings, null)

  /** A review whose survey opens in so many minutes, for half a day; when it closes. */
  const schedule = async (minutes: number): Promise<string> => {
    const now = await clock()
    const opensAt = plus(now, minutes * minuteMilliseconds)
    const closesAt = plus(opensAt, 12 * hourMilliseconds)
    const incidentId = await create('/api/incidents', incident(plus(now, -30 * hourMilliseconds)))
    const meetingAt = plus(closesAt, hourMilliseconds)
    const reviewId = await create('/api/reviews', { incidentId, meetingAt, zone: 'UTC', durationMinutes: 60 })
    const participants = Array.from({ length: 4 }, (_, index) => `one-${index}@example.com`)
    await create('/api/surveys', { kind: 'pre-meeting', reviewId, participants, opensAt, closesAt })
    return closesAt
  }

  const pages = ['/api/people', '/api/surveys', '/api/reviews', '/api/incidents', '/api/actions', '/api/pulse-plan']
  return {
    moveTo,
    set,
    setMail,
    schedule,
    /** What facilitators' pages ask every minute. */
    people: () => Promise.all(pages.map(page => call('GET', page))),
    /** The same page in as many windows. */
    asking: (page: string) => () => Promise.all(pages.map(() => call('GET', page))),
  }
}

/** From nine on a Monday. */
const inWorld = async (
  aws: 'strict' | 'hostile',
  tell: (world: Watched & ReturnType<typeof acting>) => Promise<void>,
): Promise<void> => {
  const world = await startWatched(aws)
  try {
    const told = { ...world, ...acting(world) }
    await told.moveTo('2026-12-07T09:00:00.000Z')
    await tell(told)
  } finally {
    await world.stop()
  }
}

test('while a survey opens and is mailed nothing rings', () =>
  inWorld('strict', async ({ schedule, watch, people, inbox }) => {
    await schedule(2)
    expect(await watch(12, people)).toEqual([])
    expect(await inbox()).toHaveLength(4)
  }))

/** Everything that calls AWS fails, again and again. */
const everything = ['ApiFails', 'clockErrors', 'clockGivenUp', 'learningErrors', 'mailerErrors', 'mailerGivenUp']

test.each<[AnyFault, string[]]>([
  ['dropped-before', everything],
  ['dropped-after', everything],
  ['delayed', everything],
  ['failed', everything],
  // What is carried out twice has been carried out once.
  ['repeated', []],
])('where every call is %s, these ring: %j', (kind, expected) =>
  inWorld('hostile', async ({ set, watch, people }) => {
    await set({ kinds: [kind] })
    expect(await watch(1, people)).toEqual(expected)
  }),
)

test('a call in twenty that fails in any way rings for no more than the runs that failed', () =>
  inWorld('hostile', async ({ set, watch, people }) => {
    await set({ kinds: [...faultKinds], chance: 0.05 })
    const single = ['clockErrors', 'clockGivenUp', 'learningErrors', 'mailerErrors', 'mailerGivenUp']
    for (const name of await watch(5, people)) expect(single).toContain(name)
  }))

test('where a table is denied, whoever reads it rings', () =>
  inWorld('strict', async ({ set, watch, asking }) => {
    await set({ kinds: ['denied'], about: ['surveys'] })
    expect(await watch(1, asking('/api/surveys'))).toEqual(['ApiFails', 'RequestsFail', 'clockErrors', 'clockGivenUp'])
  }))

test('where a table is throttled, it rings beside those whom it keeps waiting', () =>
  inWorld('hostile', async ({ set, watch, asking }) => {
    await set({ kinds: ['throttled'], about: ['people'] })
    const waiting = ['clockErrors', 'clockGivenUp', 'mailerErrors', 'mailerGivenUp']
    expect(await watch(1, asking('/api/people'))).toEqual(['ApiFails', 'ReadsThrottled', ...waiting])
  }))

test('where the parameter store is down an opening fails, and whether an open survey is ill is unknown', () =>
  inWorld('strict', async ({ schedule, set, watch, people }) => {
    await schedule(1)
    expect(await watch(3, people)).toEqual([])
    await schedule(1)
    await set({ kinds: ['failed'], about: ['ssm'] })
    expect(await watch(10, people)).toEqual(['SurveysUnknown', 'clockErrors', 'clockGivenUp'])
    expect(await watch(10, people)).toEqual(['SurveysIll', 'SurveysUnknown', 'clockErrors', 'clockGivenUp'])
  }))

test('where SES has paused the account that rings at once, and the survey a quarter of an hour later', () =>
  inWorld('strict', async ({ schedule, setMail, watch, people }) => {
    await setMail({ paused: true })
    await schedule(1)
    expect(await watch(10, people)).toEqual(['SendingPaused'])
    expect(await watch(10, people)).toEqual(['SendingPaused', 'SurveysIll'])
    await setMail({ paused: false })
    await watch(2, people)
    expect(await watch(3, people)).toEqual([])
  }))

test('a harvest that may not read ballots rings by itself, by its dead letters and by its survey', () =>
  inWorld('strict', async ({ schedule, set, watch, moveTo }) => {
    const closesAt = await schedule(1)
    await watch(4)
    await moveTo(closesAt)
    await watch(2)
    await set({ kinds: ['denied'], about: ['ballots'] })
    await moveTo(plus(closesAt, 12 * minuteMilliseconds))
    expect(await watch(1)).toEqual(['harvestErrors', 'harvestGivenUp'])
    await moveTo(plus(closesAt, 26 * minuteMilliseconds))
    expect(await watch(1)).toEqual(['SurveysIll', 'harvestErrors', 'harvestGivenUp'])
  }))
