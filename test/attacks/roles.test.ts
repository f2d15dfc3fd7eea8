/**
 * One person who holds everything: whoever may move people between groups, open pulses and read what comes out of them
 * can take one person's answers out of them alone. Roles part this; whoever holds two is named by the terms.
 */
import { describe, expect, test } from 'vitest'
import { everyOperation } from '../../functions/calls/operations.ts'
import { admit } from '../../functions/http/access.ts'
import { dayMilliseconds, plus } from '../../functions/domain/time/instants.ts'
import {
  director,
  facilitator,
  keeper,
  noon,
  outsider,
  type Persona,
  personClaims,
  presented,
  reviewer,
  tokenRules,
} from '../caller.ts'
import { idIn, organise, plantReview, row, trio } from '../organise/setup.ts'
import { ownDatabase } from '../own.ts'

/** Every operation that asks who somebody is, by the roles that it admits. A new one has to be put here. */
const admits: Readonly<Record<string, readonly string[]>> = {
  facilitator: [
    'GET /api/actions',
    'POST /api/actions',
    'GET /api/actions.csv',
    'GET /api/metrics/waiting',
    'POST /api/actions/import',
    'GET /api/actions/{id}',
    'PATCH /api/actions/{id}',
    'GET /api/counterfactuals',
    'GET /api/counterfactuals/{id}',
    'PATCH /api/counterfactuals/{id}',
    'POST /api/counterfactuals/{id}/undo',
    'GET /api/failure-modes',
    'PATCH /api/failure-modes/{id}',
    'GET /api/home',
    'GET /api/home/reviews',
    'GET /api/incidents',
    'GET /api/incidents.csv',
    'POST /api/incidents',
    'POST /api/incidents/import',
    'GET /api/incidents/imports',
    'DELETE /api/incidents/imports/{id}',
    'GET /api/incidents/vocabulary',
    'DELETE /api/incidents/{id}',
    'GET /api/incidents/{id}',
    'PATCH /api/incidents/{id}',
    'GET /api/incidents/{id}/actions',
    'GET /api/incidents/{id}/around',
    'GET /api/incidents/{id}/vendor',
    'PUT /api/incidents/{id}/vendor',
    'GET /api/learning-reviews/{quarter}/debts',
    'POST /api/learning-reviews/{quarter}/debts',
    'PATCH /api/learning-reviews/{quarter}/debts/{id}',
    'GET /api/learning-reviews/{quarter}/format-changes',
    'POST /api/learning-reviews/{quarter}/format-changes',
    'PATCH /api/learning-reviews/{quarter}/format-changes/{id}',
    'GET /api/learning-reviews/{quarter}/notes',
    'PUT /api/learning-reviews/{quarter}/notes/{section}',
    'POST /api/learning-reviews/{quarter}/publish',
    'POST /api/learning-reviews/{quarter}/editions',
    'POST /api/learning-reviews/{quarter}/editions/{number}/take-back',
    'PATCH /api/lessons/{id}',
    'PUT /api/quarters/{quarter}/ask',
    'GET /api/reviews',
    'POST /api/reviews',
    'GET /api/reviews/{id}',
    'PATCH /api/reviews/{id}',
    'GET /api/reviews/{id}/actions',
    'POST /api/reviews/{id}/actions',
    'GET /api/reviews/{id}/agenda-sheet.html',
    'GET /api/reviews/{id}/agenda.docx',
    'GET /api/reviews/{id}/agenda.html',
    'GET /api/reviews/{id}/agenda.ics',
    'GET /api/reviews/{id}/agenda.json',
    'GET /api/reviews/{id}/agenda.md',
    'GET /api/reviews/{id}/agenda/edits',
    'POST /api/reviews/{id}/agenda/edits',
    'GET /api/reviews/{id}/agenda/raw',
    'GET /api/reviews/{id}/agenda/room',
    'POST /api/reviews/{id}/cancel',
    'GET /api/reviews/{id}/care',
    'GET /api/reviews/{id}/counterfactuals',
    'POST /api/reviews/{id}/counterfactuals',
    'GET /api/reviews/{id}/course',
    'GET /api/reviews/{id}/lessons',
    'POST /api/reviews/{id}/lessons',
    'GET /api/reviews/{id}/live',
    'POST /api/reviews/{id}/live',
    'POST /api/reviews/{id}/live/close',
    'POST /api/reviews/{id}/live/hide',
    'POST /api/reviews/{id}/live/renew',
    'POST /api/reviews/{id}/live/show',
    'GET /api/reviews/{id}/meeting',
    'POST /api/reviews/{id}/meeting',
    'GET /api/reviews/{id}/record',
    'PUT /api/reviews/{id}/record',
    'GET /api/reviews/{id}/record/letter',
    'POST /api/reviews/{id}/record/letter',
    'GET /api/reviews/{id}/room',
    'GET /api/reviews/{id}/running',
    'PUT /api/reviews/{id}/running',
    'DELETE /api/surveys/{id}/participants',
    'POST /api/surveys/{id}/participants',
    'POST /api/surveys/{id}/record',
  ],
  'whoever signed in': [
    'GET /api/lessons',
    'GET /api/lessons/records',
    'GET /api/lessons/records/{id}',
    'GET /api/lessons/{id}',
    // A citation is withdrawn by facilitators and machines alone, which its handler sees to.
    'DELETE /api/lessons/{id}/citations/{citation}',
    'POST /api/lessons/{id}/citations',
  ],
  keeper: [
    'PUT /api/people',
    'GET /api/people/alike',
    'POST /api/people/apart',
    'POST /api/people/join',
    'GET /api/people/replaced',
    'POST /api/people/replaced/{id}/undo',
    'PUT /api/pulse-plan',
  ],
  'facilitator or keeper': [
    'GET /api/people',
    'GET /api/pulse-plan',
    'GET /api/surveys',
    'POST /api/surveys',
    'GET /api/surveys/{id}',
    'PATCH /api/surveys/{id}',
    'POST /api/surveys/{id}/cancel',
    'GET /api/surveys/{id}/delivery',
    'POST /api/surveys/{id}/delivery/again',
    'POST /api/surveys/{id}/delivery/now',
    'POST /api/surveys/{id}/delivery/correct',
  ],
  'facilitator or leadership': [
    'GET /api/handovers',
    'POST /api/handovers',
    'GET /api/learning-reviews',
    'GET /api/learning-reviews/{quarter}',
    'GET /api/quarters/{quarter}/ask',
    'GET /api/replies',
    'GET /api/trends',
    'GET /api/trends.csv',
    'GET /api/trends/recent',
    'GET /api/trends/comments',
  ],
  leadership: [
    'GET /api/trace',
    'POST /api/quarters/{quarter}/replies',
    'PATCH /api/quarters/{quarter}/replies/{id}',
    'POST /api/quarters/{quarter}/replies/{id}/take-back',
  ],
  'keeper or leadership': ['GET /api/surveys/cancelling', 'POST /api/surveys/{id}/keep'],
  'a machine': ['GET /api/metrics', 'POST /api/metrics/rebuild'],
  nobody: [
    'GET /api/live',
    'GET /api/receipts/{id}',
    'GET /api/surveys/{id}/cohorts/{cohort}/list',
    'GET /api/surveys/{id}/form',
    'GET /api/trace/{id}',
    'GET /api/unsubscribe/{id}',
    'GET /api/you-said',
    'POST /api/live',
    'POST /api/owners',
    'POST /api/passes',
    'POST /api/unsubscribe/{id}',
    'PUT /api/ballots',
  ],
}

const persona = (groups: string): Persona => ({ email: 'any@example.com', name: '', groups })

const admitted = (who: Parameters<typeof admit>[0], person: Persona): boolean => {
  const { headers, authorizer } = presented(personClaims(person))
  try {
    admit(who, { authorization: headers.authorization, verified: authorizer.jwt.claims }, tokenRules)
    return true
  } catch {
    return false
  }
}

describe('each operation admits the roles that are listed, alone and with others', () => {
  test('every one is listed once', () => {
    const listed = Object.values(admits).flat()
    expect(listed.toSorted()).toEqual(everyOperation.map(({ method, path }) => `${method} ${path}`).toSorted())
  })

  test.each(Object.entries(admits))('%s', (roles, operations) => {
    for (const { method, path, who } of everyOperation) {
      const name = `${method} ${path}`
      if (!operations.includes(name)) continue
      const isOpen = roles === 'nobody' || roles === 'whoever signed in'
      for (const role of ['facilitator', 'keeper', 'leadership']) {
        const may = isOpen || roles.split(' ').includes(role)
        expect([name, role, admitted(who, persona(`[${role}]`))]).toEqual([name, role, may])
      }
      expect([name, admitted(who, persona('[facilitator keeper leadership]'))]).toEqual([name, roles !== 'a machine'])
      for (const none of [outsider, persona('[keepers]'), persona('[Keeper]')])
        expect([name, none.groups, admitted(who, none)]).toEqual([name, none.groups, isOpen])
    }
  })
})

const database = ownDatabase()
const call = (...given: Parameters<ReturnType<typeof organise>['call']>) => organise(database.client).call(...given)
const pulse = { kind: 'pulse', quarter: '2026-Q4', closesAt: plus(noon, 3 * dayMilliseconds) }

describe('a facilitator alone', () => {
  test('moves nobody to another group, neither adds nor removes, opens no pulse and stops none', async () => {
    await call('PUT /api/people', { body: trio.map(email => ({ email, group: 'Payments' })) })
    const moving = { body: [{ email: trio[0], group: 'Search' }] }
    // Switched off: somebody who holds both roles does it.
    expect((await call('PUT /api/people', moving)).json).toMatchObject({ changed: 1 })
    for (const [path, body] of [
      ['PUT /api/people', [{ email: trio[1], group: 'Search' }]],
      ['PUT /api/people?replace=true', []],
      ['PUT /api/people?dryRun=true', []],
      ['POST /api/people/join', { keep: trio[0], leave: trio[1] }],
      ['POST /api/people/apart', { emails: [trio[0], trio[1]] }],
      ['PUT /api/pulse-plan', {}],
      ['POST /api/surveys', pulse],
    ] as const)
      expect([path, (await call(path, { as: reviewer, body })).code]).toStrictEqual([path, 'not_allowed'])
    const made = idIn((await call('POST /api/surveys', { as: keeper, body: pulse })).json)
    for (const [path, body] of [
      [`PATCH /api/surveys/${made}`, { closesAt: plus(noon, 4 * dayMilliseconds) }],
      [`POST /api/surveys/${made}/cancel`, undefined],
      [`GET /api/surveys/${made}/delivery`, undefined],
      [`POST /api/surveys/${made}/delivery/again`, { address: trio[0] }],
    ] as const)
      expect([path, (await call(path, { as: reviewer, body })).code]).toStrictEqual([path, 'not_allowed'])
    expect((await row(database.client, made)).status).toBe('scheduled')
    expect((await call('GET /api/people', { as: reviewer })).json).toHaveLength(3)
    expect((await call(`GET /api/surveys/${made}`, { as: reviewer })).status).toBe(200)
    expect((await call('GET /api/pulse-plan', { as: reviewer })).status).toBe(200)
  })

  test('invites to their own review', async () => {
    const review = await plantReview(database.client, { facilitators: [{ email: reviewer.email, name: '' }] })
    const body = { kind: 'pre-meeting', reviewId: review.id, participants: trio }
    expect((await call('POST /api/surveys', { as: reviewer, body })).status).toBe(201)
  })
})

describe('a keeper alone', () => {
  test('sees no review’s survey, not even of a review that names them, and invites to none', async () => {
    const review = await plantReview(database.client, {
      facilitators: [
        { email: facilitator.email, name: '' },
        { email: keeper.email, name: '' },
      ],
    })
    const body = { kind: 'pre-meeting', reviewId: review.id, participants: trio }
    expect((await call('POST /api/surveys', { as: keeper, body })).code).toBe('not_allowed')
    const made = idIn((await call('POST /api/surveys', { body })).json)
    for (const path of [
      `GET /api/surveys/${made}`,
      `GET /api/surveys/${made}/delivery`,
      `POST /api/surveys/${made}/cancel`,
    ])
      expect([path, (await call(path, { as: keeper })).code]).toStrictEqual([path, 'unknown_survey'])
    const add = { as: keeper, body: { participants: ['dan@example.com'] } }
    expect((await call(`POST /api/surveys/${made}/participants`, add)).code).toBe('not_allowed')
    const seen = (await call('GET /api/surveys', { as: keeper })).text
    expect(seen).not.toContain(made)
    expect((await call('GET /api/surveys')).text).toContain(made)
  })

  test('leadership changes nothing of a roster or a pulse', async () => {
    expect((await call('PUT /api/people', { as: director, body: [] })).code).toBe('not_allowed')
    expect((await call('GET /api/people', { as: director })).code).toBe('not_allowed')
    expect((await call('POST /api/surveys', { as: director, body: pulse })).code).toBe('not_allowed')
  })
})
