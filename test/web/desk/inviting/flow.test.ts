import { expect, test } from 'vitest'
import { incidentId, reviewId, surveyId } from '../../../../functions/domain/ids.ts'
import type { Incident } from '../../../../functions/domain/incident/incident.ts'
import type { Review } from '../../../../functions/domain/review/review.ts'
import { ApiProblem, isProblem, unreachable } from '../../../../web/kit/api/problem.ts'
import { type Made, madeSchema, nothingMade, type Plan, queueInvitations } from '../../../../web/desk/inviting/flow.ts'

type Calls = Parameters<typeof queueInvitations>[0]

let drawn = 0
const fresh = (): Made => nothingMade(() => `key-of-sixteen-and-more-${(drawn += 1)}`)
const bytes = (seed: number): Uint8Array => new Uint8Array(16).fill(seed)
const refusal = (code: string): ApiProblem => new ApiProblem(409, { code, title: code, issues: [] })

/** The API in memory, keeping what it was told; `cut` names the call at which the line breaks, before or after it. */
const world = (cut: { at: number; when: 'before' | 'after'; error: () => Error } | null = null) => {
  const incidents: Incident[] = []
  const reviews: Review[] = []
  const surveys: { id: string; reviewId: string; emails: Set<string>; closesAt: string }[] = []
  const keys = new Map<string, string>()
  let calls = 0
  const carryOut = async <Result>(work: () => Result): Promise<Result> => {
    calls += 1
    const cutHere = cut && cut.at === calls ? cut : null
    if (cutHere?.when === 'before') throw cutHere.error()
    const result = work()
    if (cutHere?.when === 'after') throw cutHere.error()
    return await Promise.resolve(result)
  }
  const calls_: Calls = {
    createIncident: (input, key) =>
      carryOut(() => {
        const known = incidents.find(one => keys.get(one.id) === key)
        if (known) return { id: known.id }
        const id = incidentId(bytes(incidents.length))
        keys.set(id, String(key))
        incidents.push({ ...input, id, version: 1 })
        return { id }
      }),
    changeIncident: (id, patch) =>
      carryOut(() => {
        const found = incidents.find(one => one.id === id)
        if (found) Object.assign(found, patch)
      }),
    createReview: (input, key) =>
      carryOut(() => {
        const known = reviews.find(one => keys.get(one.id) === key)
        if (known) return { id: known.id }
        const id = reviewId(bytes(reviews.length))
        const incident = incidents.find(one => one.id === input.incidentId)
        if (!incident) throw refusal('unknown_incident')
        const { title, startedAt } = incident
        keys.set(id, key)
        const facilitators = [...input.facilitators]
        reviews.push({
          ...input,
          id,
          incidentId: incident.id,
          title,
          startedAt,
          facilitators,
          successors: [],
          history: [],
          status: 'planned',
          version: 1,
        })
        return { id }
      }),
    changeReview: (id, patch) =>
      carryOut(() => {
        const found = reviews.find(one => one.id === id)
        if (found) Object.assign(found, patch)
      }),
    review: id =>
      carryOut(() => {
        const found = reviews.find(one => one.id === id)
        if (!found) throw refusal('unknown_review')
        const survey = surveys.find(one => one.reviewId === id)
        return {
          ...found,
          surveyId: survey ? surveyId(bytes(surveys.indexOf(survey))) : null,
          stage: 'invited',
          reads: true,
        }
      }),
    createSurvey: input =>
      carryOut(() => {
        if (surveys.some(one => one.reviewId === input.reviewId)) throw refusal('review_has_survey')
        const id = surveyId(bytes(surveys.length))
        const emails = new Set(input.participants.map(one => one.email))
        surveys.push({ id, reviewId: input.reviewId, emails, closesAt: input.closesAt })
        return { id }
      }),
    addParticipants: (id, participants) =>
      carryOut(() => {
        const emails = surveys.find(survey => survey.id === id)?.emails
        for (const one of participants) emails?.add(one.email)
        return { added: participants.length }
      }),
  }
  return { incidents, reviews, surveys, calls: calls_, count: () => calls }
}

const plan: Plan = {
  incident: {
    title: 'Checkout timed out',
    severity: 'P1',
    services: [],
    domains: [],
    zone: 'Europe/Berlin',
    startedAt: '2026-11-20T09:00:00.000Z',
    failureModes: [],
    deploymentRelated: false,
  },
  meetingAt: '2026-11-24T14:00:00.000Z',
  zone: 'Europe/Berlin',
  durationMinutes: 60,
  facilitators: [],
  closesAt: '2026-11-24T13:00:00.000Z',
  participants: ['a', 'b', 'c'].map(local => ({ email: `${local}@example.com` })),
}

/** Tries as a person would: again, from what the tab kept, until it goes through. */
const untilDone = async (calls: Calls, plans: readonly Plan[]): Promise<{ made: Made; failures: number }> => {
  let kept = JSON.stringify(fresh())
  let failures = 0
  for (let attempt = 0; attempt < 10; attempt += 1) {
    try {
      const made = await queueInvitations(
        calls,
        plans[Math.min(attempt, plans.length - 1)] ?? plan,
        madeSchema.parse(JSON.parse(kept)),
        next => {
          kept = JSON.stringify(next)
        },
      )
      return { made, failures }
    } catch {
      failures += 1
    }
  }
  throw new Error('it never went through')
}

const cuts = [1, 2, 3].flatMap(at =>
  (['before', 'after'] as const).flatMap(when =>
    [
      { name: 'the line breaks', error: unreachable },
      { name: 'the server fails', error: () => new ApiProblem(500, { code: 'internal', title: '', issues: [] }) },
    ].map(kind => ({ at, when, ...kind })),
  ),
)

test.each(cuts)('$name $when call $at: going on makes one incident, one review, one survey', async cut => {
  const there = world(cut)
  const { made, failures } = await untilDone(there.calls, [plan])
  expect(failures).toBe(1)
  expect([there.incidents.length, there.reviews.length, there.surveys.length]).toEqual([1, 1, 1])
  expect(made.surveyId).toBe(there.surveys[0]?.id)
  expect(made.reviewId).toBe(there.reviews[0]?.id)
})

test.each(cuts)('$name $when call $at, then the form is changed: the change is what counts', async cut => {
  const there = world(cut)
  const changed: Plan = {
    ...plan,
    incident:
      plan.incident && cut.at === 1 ? { ...plan.incident, title: 'Checkout and login timed out' } : plan.incident,
    meetingAt: '2026-11-25T14:00:00.000Z',
    durationMinutes: 90,
    facilitators: [{ email: 'me@example.com', name: '' }],
    closesAt: '2026-11-25T13:00:00.000Z',
    participants: [...plan.participants, { email: 'd@example.com' }],
  }
  await untilDone(there.calls, [plan, changed])
  expect([there.incidents.length, there.reviews.length, there.surveys.length]).toEqual([1, 1, 1])
  expect(there.incidents[0]?.title).toBe(changed.incident?.title)
  expect(there.reviews[0]).toMatchObject({
    meetingAt: changed.meetingAt,
    durationMinutes: 90,
    facilitators: changed.facilitators,
  })
  expect(there.surveys[0]?.emails.has('d@example.com')).toBe(true)
})

test('nothing is looked for, and three calls are made, when nothing goes wrong', async () => {
  const there = world()
  await untilDone(there.calls, [plan])
  expect(there.count()).toBe(3)
})

test('a certain refusal is told and nothing is made by it', async () => {
  const there = world({ at: 2, when: 'before', error: () => refusal('meeting_in_the_past') })
  let kept: Made = fresh()
  const attempt = queueInvitations(there.calls, plan, kept, next => {
    kept = next
  })
  await expect(attempt).rejects.toSatisfy(error => isProblem(error, 'meeting_in_the_past'))
  expect(kept).toMatchObject({ incidentId: there.incidents[0]?.id, reviewId: null })
})

test('an incident corrected before its review is made is changed, not made again', async () => {
  const there = world({ at: 2, when: 'before', error: () => refusal('meeting_in_the_past') })
  const incident = plan.incident ? { ...plan.incident, title: 'Checkout and login timed out' } : null
  await untilDone(there.calls, [plan, { ...plan, incident }])
  expect(there.incidents.map(one => one.title)).toEqual(['Checkout and login timed out'])
})

test('a picked incident is used as it is', async () => {
  const there = world()
  const first = await untilDone(there.calls, [plan])
  const made = { ...fresh(), incidentId: first.made.incidentId }
  await queueInvitations(there.calls, { ...plan, incident: null }, made, () => {})
  expect([there.incidents.length, there.reviews.length, there.surveys.length]).toEqual([1, 2, 2])
})
