import { parse } from 'csv-parse/sync'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Action, actionSchema } from '../../../functions/domain/action/action.ts'
import { withoutGuard } from '../../../functions/domain/table/csv-text.ts'
import { actionsCsv, githubIssues, jiraIssues, trackers } from '../../../functions/domain/action/export.ts'

const site = 'https://murmur.example.org'
const action = (own: Partial<Action> = {}): Action =>
  actionSchema.parse({
    id: `act_${'a'.repeat(16)}`,
    version: 3,
    text: 'Limit every call to the provider\nto two seconds',
    owner: 'Platform',
    ownerEmail: 'platform@example.com',
    dueOn: '2026-12-31',
    category: 'automation',
    incidentId: null,
    reviewId: null,
    counterfactualId: null,
    failureMode: 'provider times out',
    status: 'in_progress',
    reason: null,
    openedAt: '2026-11-01T00:00:00.000Z',
    progressAt: '2026-11-02T00:00:00.000Z',
    closedAt: null,
    notes: [{ at: '2026-11-02T09:00:00.000Z', text: 'Half of them have it' }],
    ...own,
  })
const rows = (csv: string): Record<string, string>[] => parse(csv, { columns: true })

describe('GitHub', () => {
  test('gets what its create-issue call takes: a one-line title, a body that links back, labels', () => {
    expect(githubIssues([action()], site)).toEqual([
      {
        title: 'Limit every call to the provider to two seconds',
        body: `Owner: Platform\nDue: 2026-12-31\n2026-11-02: Half of them have it\n${site}/desk/#/actions/act_${'a'.repeat(16)}`,
        labels: ['murmur', 'automation', 'failure-mode:provider times out', 'in-progress'],
      },
    ])
  })

  test('is told why an action was set aside', () => {
    const [issue] = githubIssues([action({ status: 'deprioritised', reason: 'No budget' })], site)
    expect(issue?.body).toContain('Put aside: No budget')
  })
})

describe('Jira', () => {
  test('gets what its bulk call takes, with labels without blanks', () => {
    expect(jiraIssues([action({ failureMode: null })], site, 'OPS')).toEqual({
      issueUpdates: [
        {
          fields: {
            project: { key: 'OPS' },
            issuetype: { name: 'Task' },
            summary: 'Limit every call to the provider to two seconds',
            description: expect.stringContaining('Owner: Platform'),
            duedate: '2026-12-31',
            labels: ['murmur', 'automation', 'in-progress'],
          },
        },
      ],
    })
    const { issueUpdates } = jiraIssues([action()], site, 'OPS')
    expect(issueUpdates[0]?.fields.labels).toContain('failure-mode:provider-times-out')
  })
})

test('no export contains an owner’s address', () => {
  const everything = [
    ...trackers.map(tracker => actionsCsv([action()], tracker, site)),
    JSON.stringify([githubIssues([action()], site), jiraIssues([action()], site, 'OPS')]),
  ].join()
  expect(everything).not.toContain('platform@example.com')
})

describe('CSV', () => {
  test('has the column names that each tracker’s import expects', () => {
    expect(Object.keys(rows(actionsCsv([action()], 'github', site))[0] ?? {})).toEqual(['title', 'body', 'labels'])
    expect(rows(actionsCsv([action()], 'jira', site))).toEqual([
      {
        Summary: 'Limit every call to the provider to two seconds',
        Description: expect.stringContaining('Half of them have it'),
        'Issue Type': 'Task',
        'Due Date': '2026-12-31',
        Labels: 'murmur automation failure-mode:provider-times-out in-progress',
      },
    ])
  })

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("https://example.com","x")'])(
    'keeps what a spreadsheet would take for a formula as text: %s',
    text => {
      for (const tracker of trackers) {
        const [row = {}] = rows(actionsCsv([action({ text })], tracker, site))
        expect(Object.values(row)[0]).toBe(`'${text}`)
      }
    },
  )

  test('whatever is written reads back cell by cell, and no cell begins as a formula', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter(value => value.trim() !== '')
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), fc.constantFrom(...trackers), (texts, tracker) => {
        const actions = texts.map(one =>
          action({ text: one, owner: one, notes: [{ at: '2026-11-02T09:00:00.000Z', text: one }] }),
        )
        const read = rows(actionsCsv(actions, tracker, site))
        expect(read).toHaveLength(texts.length)
        for (const [index, row] of read.entries()) {
          const [title = '', body = ''] = Object.values(row)
          const issue = githubIssues(actions, site)[index]
          expect([withoutGuard(title), withoutGuard(body)]).toEqual([issue?.title, issue?.body])
          for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
        }
      }),
    )
  })
})
