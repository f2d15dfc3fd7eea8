import { expect, test } from 'vitest'
import { phrasesOf } from '../../../functions/domain/synthesis/phrases.ts'
import { nameOf, titleSource } from '../../../functions/domain/synthesis/titles.ts'

const titled = (members: string[], others: string[] = []): string =>
  nameOf(members.map(titleSource), others.map(titleSource)).title

test('the title is a phrase that the observations share, as they write it', () => {
  expect(
    titled(
      [
        'The rollback runbook was old',
        'I could not follow the rollback runbook',
        'Our rollback runbook names the wrong host',
      ],
      ['The queue was full'],
    ),
  ).toBe('Rollback runbook')
  expect(titled(['Waiting for approval took an hour', 'We were waiting for approval'], [])).toBe('Waiting for approval')
})

test('two matters of one theme are both named', () => {
  const title = titled([
    'The alert threshold was too high',
    'The alert threshold is odd',
    'Nobody owned the pager rota',
    'The pager rota was empty',
  ])
  expect(title).toMatch(/alert threshold/i)
  expect(title).toMatch(/pager rota/i)
})

test('praise, stand-ins for names and words of every incident are no titles', () => {
  expect(titled(['Better food please', 'The food was better'])).toBe('Food')
  expect(titled(['A colleague restarted the importer', 'Another colleague watched the importer'])).toBe('Importer')
})

test('a title is never a stem, and always something', () => {
  expect(titled(['The deployment notes', 'Notes of the deployment'])).toMatch(/deployment/i)
  expect(titled(['🙂', '🙂'])).not.toBe('')
  expect(titled(['', ''])).not.toBe('')
})

test('within a sentence only the capital of its head is lost', () => {
  const topic = (...members: string[]): string => nameOf(members.map(titleSource), []).topic
  expect(topic('Backup jobs were late', 'Backup jobs hung')).toBe('backup jobs')
  expect(topic('DNS records were stale', 'DNS records again')).toBe('DNS records')
  expect(topic('We restarted Kafka', 'Then Kafka was slow')).toBe('Kafka')
})

test('a topic has the article that its writers gave it, unless it stands for many', () => {
  const topic = (...members: string[]): string => nameOf(members.map(titleSource), []).topic
  expect(topic('The rollback took an hour', 'A rollback seemed safest')).toBe('the rollback')
  expect(topic('The runbooks were old', 'Nobody read the runbooks')).toBe('runbooks')
})

test('half of a compound, one folder of a path and a word of every incident are no titles', () => {
  const found = phrasesOf('One server-level reboot was logged in /var/lib/cache-store').map(({ text }) => text)
  expect(found).toContain('server-level reboot')
  for (const part of ['level reboot', 'var', 'lib', 'cache', 'store']) expect(found).not.toContain(part)
  const words = ['The change broke the ledger', 'A change of the ledger', 'This change and the ledger']
  expect(titled(words)).toMatch(/ledger/i)
  expect(titled(['Double charges at nine', 'They saw double charges', 'Somebody doubled the charges'])).toBe(
    'Double charges',
  )
})

test('a subject of one word says what of it, where several do', () => {
  const title = titled([
    'Wards: the evening meal was cold',
    'Wards had cold tea',
    'On the wards the evening meal came late',
    'The wards were full',
    'Wards need lamps',
    'Our wards again',
  ])
  expect(title).toBe('Wards: evening meal')
})

test('phrases end where a verb begins', () => {
  const found = phrasesOf('The retry loop of the client exhausted the connection pool').map(({ text }) => text)
  expect(found).toContain('retry loop')
  expect(found).toContain('connection pool')
  expect(found).not.toContain('client exhausted')
})

test('words that say how or when are no titles', () => {
  const found = phrasesOf(
    'The lamps are on by default. The same meal time after time. We were on hold with the depot for 40 mins',
  ).map(({ text }) => text)
  expect(found).toEqual(expect.arrayContaining(['lamps', 'meal', 'depot']))
  for (const word of ['default', 'meal time', 'time', 'hold', 'hold with the depot']) expect(found).not.toContain(word)
  expect(phrasesOf('The default of the lamp is green').map(({ text }) => text)).toContain('default')
  expect(phrasesOf('The hold of the crane let go').map(({ text }) => text)).toContain('hold')
})
