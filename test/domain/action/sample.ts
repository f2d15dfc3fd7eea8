/** An invented action, with whatever a test needs otherwise. */
import { type Action, actionSchema } from '../../../functions/domain/action/action.ts'

export const sampleAction = (more: Partial<Action> = {}): Action =>
  actionSchema.parse({
    id: 'act_aaaaaaaaaaaaaaaa',
    version: 1,
    text: 'Limit connections per worker',
    owner: 'Platform',
    ownerEmail: null,
    dueOn: '2026-12-31',
    category: 'automation',
    incidentId: null,
    reviewId: null,
    counterfactualId: null,
    failureMode: null,
    status: 'open',
    reason: null,
    openedAt: '2026-01-01T00:00:00.000Z',
    progressAt: '2026-01-01T00:00:00.000Z',
    closedAt: null,
    notes: [],
    changes: [],
    ...more,
  })
