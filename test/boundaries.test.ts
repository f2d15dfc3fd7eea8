import { describe, expect, test } from 'vitest'
import { lambdaNames, manifest } from '../functions/manifest.ts'
import { languages } from '../functions/domain/language/language.ts'
import { instruments } from '../functions/domain/instrument/registry.ts'
import { idleDependencies, type Listed, undocumented } from './boundaries/dependencies.ts'
import { literalViolations } from './boundaries/literals.ts'
import { unreachedExports } from './boundaries/reached.ts'
import {
  circles,
  idViolations,
  idleLines,
  importViolations,
  nameViolations,
  publishViolations,
  sizeViolations,
  wordViolations,
} from './boundaries/rules.ts'
import { readNames, readSources, readText, source } from './boundaries/sources.ts'

const folders = ['functions', 'infra', 'web', 'test']
const sources = readSources(folders)

test('every file imports only what its layer allows', () => {
  expect(sources.flatMap(importViolations)).toEqual([])
})

test('no folder imports, directly or indirectly, a folder that imports it', () => {
  expect(circles()).toEqual([])
})

test('every line names what is imported there, and no more', () => {
  expect(idleLines(sources)).toEqual([])
})

test('only harvest creates published material', () => {
  expect(sources.flatMap(publishViolations)).toEqual([])
})

test('each reason for which statements are opened is given in one place', () => {
  const importers = (name: string): string[] =>
    sources
      .filter(({ file, imports }) => {
        const of = imports.filter(({ from }) => from === 'functions/domain/review/reading.ts')
        return file.startsWith('functions/') && of.some(({ names }) => names.includes(name))
      })
      .map(({ file }) => file)
  expect(importers('readingFor')).toEqual(['functions/learning/reviews/own-review.ts'])
  expect(importers('readingForRoom')).toEqual(['functions/learning/agenda/laid-out.ts'])
  expect(importers('counting')).toEqual(['functions/learning/quarters/learning-reviews.store.ts'])
})

const ids = new Set(
  instruments.flatMap(({ id, items, scores = [] }) => [
    id,
    ...items.map(item => item.id),
    ...scores.map(each => each.id),
  ]),
)

test('no rule refers to the id of an instrument, its items or its scores', () => {
  expect(sources.flatMap(source => idViolations(source, ids))).toEqual([])
})

test('no source is longer than 300 lines, no test longer than 500, no entry point longer than 25', () => {
  expect(sources.flatMap(sizeViolations)).toEqual([])
})

test('every name says what it contains', () => {
  expect(readNames(folders).flatMap(nameViolations)).toEqual([])
})

test('log, environment, clock, randomness and this machine are each accessed in one place, and a caller’s network address nowhere', () => {
  expect(sources.flatMap(wordViolations)).toEqual([])
})

test('every entry point belongs to a row of the manifest and is in its own folder', () => {
  const entries = sources.map(({ file }) => file).filter(file => file.endsWith('.lambda.ts'))
  expect(entries.filter(file => !lambdaNames.some(name => manifest[name].entry === file))).toEqual([])
})

/** Exports that nothing imports by name, and why. */
const reachedOtherwise = [
  // infra/bundle.ts substitutes it for a library's module.
  'functions/aws/checksum.ts',
  'functions/aws/credentials.ts',
  // Called by Lambda.
  ...sources.map(({ file }) => file).filter(file => file.endsWith('.lambda.ts')),
]

test('no export is reached by tests only, or by nothing', () => {
  expect(unreachedExports(sources, reachedOtherwise)).toEqual([])
})

const manifestOfPackages = JSON.parse(readText('package.json') ?? '{}')
const listed: Listed = {
  dependencies: Object.keys(manifestOfPackages.dependencies),
  devDependencies: Object.keys(manifestOfPackages.devDependencies),
}

/** What still says something in English by itself: details of refusals, and what is wrong with a row of a file. */
const notConverted = [
  'functions/domain/agenda/of-review.ts',
  'functions/domain/import/cells.ts',
  'functions/domain/import/read.ts',
  'functions/domain/table/source-records.ts',
  'functions/domain/people/person.ts',
  'functions/domain/roster/read.ts',
  'functions/domain/roster/row.ts',
  'functions/domain/survey/pulse-calendar.ts',
  'functions/domain/survey/request.ts',
  'functions/http/app.ts',
  'functions/http/body.ts',
  'functions/http/request.ts',
  'functions/learning/actions/actions.routes.ts',
  'functions/learning/actions/agreed.ts',
  'functions/learning/incidents/failure-modes.routes.ts',
  'functions/learning/incidents/incidents.routes.ts',
  'functions/learning/pulses/trends.routes.ts',
  'functions/learning/quarters/inputs.routes.ts',
  'functions/learning/reviews/live.routes.ts',
  'functions/learning/vendors/vendors.routes.ts',
  'functions/organise/participants.ts',
  'functions/organise/unsubscribe.ts',
  'functions/passes/api.ts',
]
/** A mark of the form's own, and the columns of a table. */
const noWords = ['web/desk/incident-form/fields.ts: required', 'web/desk/roster/import.tsx: email,name,group,zone']

test('no page, document or refusal says anything of its own: words stand in the catalogues', () => {
  const violations = sources.flatMap(literalViolations).filter(each => !noWords.includes(each))
  const [fileOf, files] = [(each: string) => each.split(':', 1)[0] ?? '', new Set(notConverted)]
  expect(violations.filter(each => !files.has(fileOf(each)))).toEqual([])
  expect(notConverted.filter(file => !violations.some(each => fileOf(each) === file))).toEqual([])
})

test('every room of words has a file of every language', () => {
  const names = new Set(sources.map(({ file }) => file))
  const rooms = [...names].filter(file => /\/words\/(.*-)?en(-[a-z]+)?\.ts$|\/words-en\.ts$/.test(file))
  const wanted = rooms.flatMap(file => languages.map(language => file.replace(/en(-[a-z]+)?\.ts$/, `${language}$1.ts`)))
  expect(wanted.filter(file => !names.has(file))).toEqual([])
})

test('every library is imported by shipped code, or listed as a development dependency', () => {
  expect(idleDependencies(listed, sources)).toEqual([])
})

test('every library has a line, and every line a library', () => {
  expect(undocumented(listed, readText('docs/dependencies.md') ?? '')).toEqual([])
})

describe('each rule finds what it forbids', () => {
  test.each([
    ['web/desk/home/home.tsx', 'const a = <p class="quiet">Nothing yet</p>'],
    ['web/desk/home/home.tsx', 'const a = <p>{count > 1 ? `${count} people` : words.one}</p>'],
    ['web/trends/page.tsx', 'const a = <button aria-label="Close" onClick={close} />'],
    ['web/comments/page.tsx', 'const a = <img alt="A chart" src={src} />'],
    ['web/live/box.ts', "el('p', { class: 'note' }, 'Nothing yet')"],
    ['web/live/box.ts', "status.textContent = busy ? 'Sending' : ''"],
    ['web/answer/page.ts', 'html`<p class=note>Everything is optional</p>`'],
    ['functions/formats/agenda/html.ts', 'const a = `<h2>Appendix: what was said</h2>`'],
    ['functions/formats/mail/letter.ts', "throw new Refusal('not_found', 'It is gone')"],
    ['functions/domain/trends/view.ts', "const a = 'no pulse this quarter'"],
  ])('%s: %s', (file, text) => {
    expect(literalViolations(source(file, text)).length).toBeGreaterThan(0)
  })

  test.each([
    ['functions/domain/ballot/link.ts', "import { createHmac } from 'node:crypto'"],
    ['functions/domain/ballot/link.ts', "import { documentClient } from '../../aws/clients.ts'"],
    ['functions/domain/time/instants.ts', "import type { Review } from '../review/review.ts'"],
    ['functions/domain/instrument/schema.ts', "import type { Survey } from '../survey/survey.ts'"],
    ['functions/learning/incidents/incidents.routes.ts', "import { incidentStore } from './incidents.store.ts'"],
    ['functions/learning/incidents/vendor.routes.ts', "import { documentClient } from '../../aws/clients.ts'"],
    [
      'functions/learning/incidents/incidents.store.ts',
      "import type { ReviewStore } from '../reviews/reviews.store.ts'",
    ],
    ['functions/learning/incidents/incidents.store.ts', "import type { App } from '../../http/app.ts'"],
    ['web/kit/controls/field.tsx', "import { words } from '../../desk/words/en.ts'"],
    ['web/desk/roster/page.tsx', "import { useInviting } from '../inviting/draft.ts'"],
    ['functions/tables.ts', "import { keyPrefix } from './manifest.ts'"],
    ['functions/protocol/pass.ts', "import { readFileSync } from 'node:fs'"],
    ['functions/passes/api.ts', "import { issuePass } from './store.ts'"],
    ['functions/passes/api.ts', "import { documentClient } from '../aws/clients.ts'"],
    ['functions/passes/api.ts', "import { PutCommand } from '@aws-sdk/lib-dynamodb'"],
    ['functions/passes/store.ts', "import { castBallot } from '../ballots/store.ts'"],
    ['functions/passes/store.ts', "import { problemOf } from '../http/problem.ts'"],
    ['functions/harvest/run.ts', "import { handler } from './harvest.lambda.ts'"],
    ['functions/harvest/run.ts', "import { GetCommand } from '@aws-sdk/lib-dynamodb'"],
    ['functions/harvest/run.ts', "export { siteHeaders } from '../../infra/headers.ts'"],
    ['functions/formats/agenda/docx.ts', "import { documentClient } from '../../aws/clients.ts'"],
    ['functions/http/app.ts', "import type { Survey } from '../../web/answer/page.ts'"],
    ['infra/tables.ts', "import { surveySchema } from '../functions/domain/survey/survey.ts'"],
    ['infra/local/world.ts', "import { createApi } from '../../functions/passes/api.ts'"],
    ['web/answer/page.ts', "import { makePass } from '../../functions/protocol/pass.ts'"],
    ['web/answer/page.ts', "const fs = await import('node:fs')"],
    ['scripts/x.ts', "import 'node:fs'"],
  ])('%s: %s', (file, text) => {
    expect(importViolations(source(file, text)).length).toBeGreaterThan(0)
  })

  test('the pages may import types of the API, but not its code', () => {
    const file = 'web/desk/calls.ts'
    expect(importViolations(source(file, "import type { Api } from '../../functions/passes/api.ts'"))).toEqual([])
    expect(importViolations(source(file, "import { type Api } from '../../functions/passes/api.ts'"))).toEqual([])
    expect(importViolations(source(file, "import { api, type Api } from '../../functions/passes/api.ts'"))).not.toEqual(
      [],
    )
  })

  test.each([
    "import { publishFigures } from '../domain/suppression.ts'",
    "import * as suppression from '../domain/suppression.ts'",
  ])('published material outside the harvest: %s', text => {
    expect(publishViolations(source('functions/learning/reviews/reviews.store.ts', text))).toHaveLength(1)
    expect(publishViolations(source('functions/harvest/run.ts', text))).toEqual([])
  })

  test.each([
    ['functions/passes/passes.lambda.ts', 26],
    ['functions/passes/store.ts', 301],
    ['test/passes/api.test.ts', 501],
  ])('%s of %i lines', (file, lines) => {
    expect(sizeViolations(source(file, 'x\n'.repeat(lines)))).toHaveLength(1)
    expect(sizeViolations(source(file, 'x\n'.repeat(lines - 1)))).toEqual([])
  })

  test.each(['functions/utils', 'web/shared/helpers.ts', 'functions/domain/index.ts', 'test/common/x.test.ts'])(
    '%s',
    name => {
      const names = name.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))
      expect(names.flatMap(nameViolations)).toHaveLength(1)
    },
  )

  test.each([
    ['functions/passes/store.ts', "console.log('x')"],
    ['functions/passes/store.ts', 'const table = process.env.TABLE'],
    ['functions/passes/store.ts', 'const { env } = process'],
    ['functions/passes/store.ts', 'await documents.send(new GetCommand({}))'],
    ['functions/passes/store.ts', "if (error.name === 'ConditionalCheckFailedException') return"],
    ['functions/passes/store.ts', "const key = { pk: 'survey', sk: id }"],
    ['functions/clock/mailings.ts', 'const key = `mail#${id}`'],
    ['functions/passes/store.ts', "const endpoint = 'http://localhost:8000'"],
    ['web/answer/page.ts', "import { z } from 'zod'"],
    ['functions/domain/mail/mail.ts', 'const now = new Date()'],
    ['functions/domain/mail/mail.ts', 'const now = Date.now()'],
    ['functions/domain/mail/mail.ts', 'const id = Math.random()'],
    ['functions/domain/mail/mail.ts', 'const id = crypto.randomUUID()'],
    ['functions/http/participant.ts', 'const from = event.requestContext.http.sourceIp'],
    ['functions/http/app.ts', "const from = headers['X-Forwarded-For']"],
  ])('%s: %s', (file, text) => {
    expect(wordViolations(source(file, text))).toHaveLength(1)
  })

  test.each([
    ['functions/harvest/material.ts', "const apart = item === 'hesitate'"],
    ['functions/domain/trends/lines.ts', "figures.find(({ id }) => id === 'review-safety')"],
    ['web/answer/results.ts', "const isScore = id === 'safety'"],
    ['web/answer/later.ts', "document.querySelector('#saw')"],
    ['infra/commands/synthesize.ts', 'const asked = "pre-meeting-1"'],
  ])('%s: %s', (file, text) => {
    expect(idViolations(source(file, text), ids)).toHaveLength(1)
  })

  test.each([
    ['functions/domain/instrument/pre-meeting.ts', "const id = 'hesitate'"],
    ['functions/domain/words/en.ts', "const questions = { 'review-safety': '' }"],
    ['functions/harvest/material.ts', "const purpose = 'moment'"],
  ])('an id may stand with the questions and their words, and a purpose anywhere: %s', (file, text) => {
    expect(idViolations(source(file, text), ids)).toEqual([])
  })

  test('a comment may mention what code may not do, and an address is not a comment', () => {
    expect(wordViolations(source('functions/passes/store.ts', '// not console.log, not process.env\n'))).toEqual([])
    const text = "const url = 'https://example.com/' + process.env.X"
    expect(wordViolations(source('functions/passes/store.ts', text))).toHaveLength(1)
  })

  test.each([
    ["import { other } from '../a/a.ts'", ['functions/a/a.ts used']],
    ["import { used } from '../a/a.ts'", []],
    ["const { used } = await import('../a/a.ts')", []],
  ])('an export that tests alone reach: %s', (text, expected) => {
    const declaring = source('functions/a/a.ts', 'export const used = (): number =>\n  used()\n\nconst last = 1\n')
    const tested = source('test/a/a.test.ts', "import { used } from '../../functions/a/a.ts'")
    expect(unreachedExports([declaring, tested, source('functions/b/b.ts', text)], [])).toEqual(expected)
    expect(unreachedExports([declaring, tested, source('functions/b/b.ts', text)], ['functions/a/a.ts'])).toEqual([])
  })

  test('a library that nothing imports, or only tests', () => {
    const imports = [source('functions/a.ts', "import { a } from 'a/b'"), source('test/a.ts', "import c from '@c/c'")]
    const packages = { dependencies: ['a', '@c/c', 'd'], devDependencies: ['e', '@types/a', '@types/d'] }
    expect(idleDependencies(packages, imports)).toEqual([
      'd is imported by nobody',
      '@c/c is imported by tests alone',
      'e is used by nobody',
      '@types/d is used by nobody',
    ])
  })

  test('a library without its line, and a line without its library', () => {
    const packages = { dependencies: ['@aws-sdk/a', '@aws-sdk/b', 'c'], devDependencies: ['@types/c'] }
    expect(undocumented(packages, '| `@aws-sdk/a`, `b` | both |\n| `d` | `c` |\n')).toEqual([
      'c has no line in docs/dependencies.md',
      'd has a line and is not in package.json',
    ])
  })
})
