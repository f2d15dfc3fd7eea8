/**
 * Actions in the formats that issue trackers import: GitHub's create-issue calls, Jira's bulk create, and CSV for both.
 */
import { tidyLine, withoutTurning } from '../normal-form.ts'
import { csvText } from '../table/csv-text.ts'
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
  withoutTurning(
    [
      `Owner: ${action.owner}`,
      `Due: ${action.dueOn}`,
      ...(action.reason ? [`Put aside: ${action.reason}`] : []),
      ...action.notes.map(({ at, text }) => `${at.slice(0, 10)}: ${text}`),
      `${siteUrl}/desk/#/actions/${action.id}`,
    ].join('\n'),
  )

/** In both trackers a title is one line of at most 255 characters. */
const titleOf = ({ text }: Action): string => tidyLine(text).slice(0, 255)

/** One body of `POST /repos/{owner}/{repo}/issues` for each action. */
export const githubIssues = (actions: readonly Action[], siteUrl: string) =>
  actions.map(action => ({ title: titleOf(action), body: bodyOf(action, siteUrl), labels: labelsOf(action) }))

/** The body of `POST /rest/api/2/issue/bulk`; the sender supplies the project's key. */
export const jiraIssues = (actions: readonly Action[], siteUrl: string, project: string) => ({
  issueUpdates: actions.map(action => ({
    fields: {
      project: { key: project },
      issuetype: { name: 'Task' },
      summary: titleOf(action),
      description: bodyOf(action, siteUrl),
      duedate: action.dueOn,
      // A label in Jira contains no blanks.
      labels: labelsOf(action).map(label => label.replaceAll(/\s+/g, '-')),
    },
  })),
})

export const actionsCsv = (actions: readonly Action[], tracker: Tracker, siteUrl: string): string =>
  tracker === 'github'
    ? csvText(
        ['title', 'body', 'labels'],
        githubIssues(actions, siteUrl).map(({ title, body, labels }) => [title, body, labels.join(',')]),
      )
    : csvText(
        ['Summary', 'Description', 'Issue Type', 'Due Date', 'Labels'],
        jiraIssues(actions, siteUrl, '').issueUpdates.map(({ fields }) => [
          fields.summary,
          fields.description,
          fields.issuetype.name,
          fields.duedate,
          fields.labels.join(' '),
        ]),
      )
