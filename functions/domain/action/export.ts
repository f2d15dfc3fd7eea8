/** Actions in the shapes that issue trackers import: GitHub's create-issue calls, Jira's bulk create, and CSV of both. */
import type { Action } from './action.ts'

export const trackers = ['github', 'jira'] as const
export type Tracker = (typeof trackers)[number]

const labelsOf = ({ category, failureMode, status }: Action): string[] => [
  'murmur',
  category,
  ...(failureMode ? [`failure-mode:${failureMode}`] : []),
  status.replaceAll('_', '-'),
]

const bodyOf = (action: Action, siteUrl: string): string =>
  [
    `Owner: ${action.owner}`,
    `Due: ${action.dueOn}`,
    ...(action.reason ? [`Put aside: ${action.reason}`] : []),
    ...action.notes.map(({ at, text }) => `${at.slice(0, 10)}: ${text}`),
    `${siteUrl}/desk/#/actions/${action.id}`,
  ].join('\n')

/** A title is one line of at most 255 characters in both. */
const titleOf = ({ text }: Action): string => text.replaceAll(/\s+/g, ' ').slice(0, 255)

/** One call each of `POST /repos/{owner}/{repo}/issues`. */
export const githubIssues = (actions: readonly Action[], siteUrl: string) =>
  actions.map(action => ({ title: titleOf(action), body: bodyOf(action, siteUrl), labels: labelsOf(action) }))

/** The body of `POST /rest/api/2/issue/bulk`; the project's key is for whoever sends it. */
export const jiraIssues = (actions: readonly Action[], siteUrl: string, project: string) => ({
  issueUpdates: actions.map(action => ({
    fields: {
      project: { key: project },
      issuetype: { name: 'Task' },
      summary: titleOf(action),
      description: bodyOf(action, siteUrl),
      duedate: action.dueOn,
      // A label of Jira's has no blanks.
      labels: labelsOf(action).map(label => label.replaceAll(/\s+/g, '-')),
    },
  })),
})

/** A cell that a spreadsheet would take for a formula is kept as text. */
const cell = (value: string): string => {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const csv = (rows: readonly (readonly string[])[]): string => rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')

export const actionsCsv = (actions: readonly Action[], tracker: Tracker, siteUrl: string): string =>
  tracker === 'github'
    ? csv([
        ['title', 'body', 'labels'],
        ...githubIssues(actions, siteUrl).map(({ title, body, labels }) => [title, body, labels.join(',')]),
      ])
    : csv([
        ['Summary', 'Description', 'Issue Type', 'Due Date', 'Labels'],
        ...jiraIssues(actions, siteUrl, '').issueUpdates.map(({ fields }) => [
          fields.summary,
          fields.description,
          fields.issuetype.name,
          fields.duedate,
          fields.labels.join(' '),
        ]),
      ])
