import { expect, test } from 'vitest'
import { askKinds, asksOfPeople, isOnePerson, systemQuestions } from '../../../functions/domain/action/lens.ts'

test.each([
  ['Retrain the on-call engineers', 'training'],
  ['Re-train everybody on the deploy process', 'training'],
  ['Train the team in reading the dashboards', 'training'],
  ['Hold a refresher training for all responders', 'training'],
  ['Training for new joiners about certificates', 'training'],
  ['Be more careful with production configuration', 'care'],
  ['Engineers pay closer attention to warnings', 'care'],
  ['Double-check the region before deploying', 'care'],
  ['Remember to renew the certificate', 'care'],
  ['Make sure that nobody deploys on Friday', 'care'],
  ['Raise awareness of the connection limit', 'care'],
  ['Review changes more carefully', 'care'],
  ['Remind the team to drain nodes first', 'reminder'],
  ['Send a reminder about the freeze', 'reminder'],
  ['Encourage developers to write tests', 'reminder'],
  ['Stress the importance of code review', 'reminder'],
  ['Follow the release checklist', 'discipline'],
  ['Stick to the documented procedure', 'discipline'],
  ['Hold the owning team accountable', 'discipline'],
  ['Reviewers must always test locally', 'discipline'],
])('“%s” asks people to be different: %s', (text, kind) => {
  expect(asksOfPeople(text)).toBe(kind)
})

test.each([
  'Alert on certificates that expire within 30 days',
  'Retrain the anomaly model on last month’s traffic',
  'Add a pipeline step that reminds the team before a freeze ends',
  'Automated reminder to the owning team 30 days before expiry',
  'The deploy tool shows the region and asks for it to be typed',
  'A script double-checks the region before deploying',
  'Name an owner for each certificate',
  'Write the runbook for a full disk',
  'Ask the vendor for a status webhook',
  'Move the pool size into one configuration file',
  'Put a rate limit on the export endpoint',
  'Page the on-call when the queue is older than five minutes',
  'Delete the unused feature flag',
  'Test the restore every week in CI',
  'Document who owns the payment gateway',
  'Split the deployment into canary and rest',
])('“%s” changes the system', text => {
  expect(asksOfPeople(text)).toBeNull()
})

test('every way of asking has a question, and no question repeats what people are asked to change', () => {
  for (const kind of askKinds) expect(asksOfPeople(systemQuestions[kind])).toBeNull()
})

test('a text of 1,000 characters is checked quickly whatever it is', () => {
  for (const part of ['the team ', 'be more ', 'a-a-a ', 'all the every each new ', 'remind the our all '])
    expect(() => asksOfPeople(part.repeat(1000 / part.length))).not.toThrow()
})

const roster = [
  { name: 'Ada Example', email: 'ada@example.com' },
  { name: 'Bo Sample', email: 'bo@example.com' },
  { name: 'Bo Other', email: 'other@example.com' },
]

test.each(['Ada Example', ' ada  example', 'ADA@example.com', 'Ada', '@ada', 'me', 'Myself'])(
  '“%s” is one person',
  owner => {
    expect(isOnePerson(owner, roster, ['Platform'])).toBe(true)
  },
)

test.each([
  'Platform',
  'Platform, Ada Example',
  'Bo',
  'Site Reliability',
  'platform@example.com',
  '',
  'Head of Payments',
])('“%s” is a team, a role, or nobody who is known', owner => {
  expect(isOnePerson(owner, roster, ['Platform'])).toBe(false)
})

test('a team that is called as a person is stays a team', () => {
  expect(isOnePerson('Ada', roster, ['ADA'])).toBe(false)
})

test.each(['Be more careful', 'Double-check the region', 'Remind everybody', 'Train the juniors to pay attention'])(
  '“%s” gets its question',
  text => {
    expect(asksOfPeople(text)).not.toBeNull()
  },
)
