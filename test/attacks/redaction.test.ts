/**
 * A colleague is named in an answer, as organisations really have and write names (redaction-1 to -8): whoever reads the
 * agenda learns who it is about, and who is named remembers who was there. Each way succeeds once the rule against it is
 * switched off.
 */
import { describe, expect, test } from 'vitest'
import type { runHarvest } from '../../functions/harvest/run.ts'
import { redact } from '../../functions/domain/synthesis/redaction.ts'
import type { NamedPerson } from '../../functions/domain/synthesis/schema.ts'
import { ownDatabase } from '../own.ts'
import { content } from '../participation.ts'
import { harvested } from './harvesting.ts'
import { switchedOff } from './switched-off.ts'

const folder = 'functions/domain/synthesis'
const without = async (file: string, text: string, instead: string): Promise<typeof redact> => {
  const entry = `${folder}/redaction.ts`
  return (await switchedOff<{ redact: typeof redact }>(entry, { file: `${folder}/${file}`, text, instead })).redact
}

interface Way {
  readonly off: readonly [file: string, text: string, instead: string]
  readonly people: readonly NamedPerson[]
  /** What is written, and what of it tells who is meant. */
  readonly said: readonly (readonly [text: string, tells: RegExp])[]
}

const ways: Readonly<Record<string, Way>> = {
  'of whom the roster has the address alone, or a first name': {
    off: ['names.ts', 'roles.test(local) || segments.length === 0', 'local !== null'],
    people: [
      { name: '', email: 'tom.oduya@n.example' },
      { name: 'Jane', email: 'jane.roe@n.example' },
    ],
    said: [
      ['Tom Oduya had muted the alert in March.', /Oduya/],
      ['Roe restarted the broker before anybody looked.', /Roe/],
    ],
  },
  'in another case, in Polish': {
    off: ['name-index.ts', 'of bentForms(part))', 'of bentForms(String()))'],
    people: [
      { name: 'Anna Kowalska', email: 'anna@n.example' },
      { name: 'Marek Lis', email: 'lis@n.example' },
    ],
    said: [
      ['Zapytałem Annę o kolejkę.', /Annę/],
      ['Nie było wtedy Marka.', /Marka/],
    ],
  },
  'with the endings of another language': {
    off: ['name-index.ts', 'const names = possibleNames(fold)', 'const names: string[] = []'],
    people: [
      { name: 'Жанна Романова', email: 'zh@n.example' },
      { name: 'Mika Virtanen', email: 'mika@n.example' },
    ],
    said: [
      ['Я спросил Жанну Романову про очередь.', /Романов/],
      ['Virtasen kone oli kiinni ja Mikalle soitettiin.', /Virta|Mika/],
    ],
  },
  'in a script without blanks': {
    off: ['redaction.ts', 'unspacedIn(text, index.unspaced, steps)', 'unspacedIn(String(), index.unspaced, steps)'],
    people: ['김민수', '山田太郎', '王小明'].map((name, index) => ({ name, email: `u${index}@n.example` })),
    said: [
      ['민수가 서버를 재시작했고 김민수님은 경보를 못 봤습니다.', /민수/],
      ['山田さんが再起動しました。', /山田/],
      ['小明没有看到告警。', /小明/],
    ],
  },
  'by a number that reaches them': {
    off: ['redaction.ts', 'numbersIn(text)', 'numbersIn(String())'],
    people: [],
    said: [
      ['Ask on call, Mobile: +49 170 1234567', /1234567/],
      ['Tel. 030 / 1234 5678, Pers.-Nr. 004711', /5678|4711/],
    ],
  },
  'behind a title, by a name that is a word': {
    off: ['persons.ts', "return title.fold !== 'm' || (title.raw === 'M' && gap.startsWith('.'))", 'return false'],
    people: [{ name: 'Wes Hart', email: 'w@n.example' }],
    said: [['We asked Mr. Hart about it.', /Hart/]],
  },
  'with one letter wrong': {
    off: ['name-index.ts', 'fold.length < fewestOfMisspelt', 'fold.length > 0'],
    people: [{ name: 'Agnieszka Brandauer', email: 'ab@n.example' }],
    said: [['Brandouer restarted it.', /Brandouer/]],
  },
}

describe('somebody who is named', () => {
  test.each(Object.entries(ways))('%s, was known to whoever reads it, and is not', async (_, { off, people, said }) => {
    const before = await without(...off)
    for (const [text, tells] of said) {
      expect(before(text, people)).toMatch(tells)
      expect(redact(text, people)).not.toMatch(tells)
    }
  })
})

test('a word that is somebody’s name as well was lost with the sentence around it, and stays', async () => {
  const before = await without('name-words.ts', 'new Set(split(list))', 'new Set<string>()')
  const named = ['Petra Lang', 'Uwe Sommer', 'Dev Patel'].map(name => ({
    name,
    email: `${name.slice(0, 1)}@n.example`,
  }))
  for (const text of ['Es dauerte lang, zu lang.', 'Im Sommer war es schon einmal so.']) {
    expect(before(text, named)).not.toBe(text)
    expect(redact(text, named)).toBe(text)
  }
})

describe('the harvest', () => {
  const database = ownDatabase()
  const gita = { name: 'Gita Rao', email: 'gita.rao@n.example' }
  const said = ['Gita Rao skipped the check.', 'The pool was full.', 'The page came late.']

  test('left a colleague’s name who was not asked while it knew those who were alone, and takes it out', async () => {
    const { runHarvest: unprotected } = await switchedOff<{ runHarvest: typeof runHarvest }>(
      'functions/harvest/run.ts',
      {
        file: 'functions/harvest/filing.ts',
        text: '[...survey.sealedNames, ...ofRoster]',
        instead: '[...survey.sealedNames]',
      },
    )
    const filed = async (run?: typeof runHarvest) =>
      JSON.stringify(
        await harvested(
          database.client,
          6,
          said.map(text => content(text)),
          {},
          { roster: [gita], ...(run ? { run } : {}) },
        ),
      )
    expect(await filed(unprotected)).toMatch(/Rao/)
    const now = await filed()
    expect(now).not.toMatch(/Gita|Rao/)
    expect(now).toContain('skipped the check')
  })
})
