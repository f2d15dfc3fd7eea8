import * as fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { csvText } from '../../functions/domain/table/csv-text.ts'
import { rosterEntrySchema } from '../../functions/domain/people/person.ts'
import { rosterAnswerSchema } from '../../functions/domain/roster/answer.ts'
import { ownDatabase } from '../own.ts'
import { items, organise } from './setup.ts'

const database = ownDatabase()

const call = (...parameters: Parameters<ReturnType<typeof organise>['call']>) =>
  organise(database.client).call(...parameters)
const put = (text: string, query = '', type = 'text/csv') =>
  call(`PUT /api/people${query}`, { body: text, headers: { 'content-type': type } })

/** A body of bytes, as it arrives in base64. */
const putBytes = async (bytes: Uint8Array<ArrayBuffer>, type: string) => {
  const claims = { email: 'fay@example.com', name: 'Fay', 'cognito:groups': '[facilitator keeper]' }
  const event = { requestContext: { timeEpoch: 0, requestId: 'r', authorizer: { jwt: { claims } } } }
  const init = { method: 'PUT', body: bytes, headers: { 'content-type': type } }
  const response = await organise(database.client).app.request('/api/people', init, { event })
  return { status: response.status, json: (await response.json()) as unknown }
}

const roster = async () => rosterEntrySchema.array().parse((await call('GET /api/people')).json)
const named = async () => (await roster()).map(({ email, name }) => [email, name])

beforeEach(async () => {
  await call('PUT /api/people?replace=true', { body: [] })
})

describe('a file of people', () => {
  test('is taken with the columns that are named, and others are passed over', async () => {
    const text = 'No,Nick,Family,Work Email,Squad,Desk\n1,Mia,Berg,mia@example.com,Storage,4\n'
    const mapping = JSON.stringify({ columns: { email: 'Work Email', name: ['Nick', 'Family'], group: 'Squad' } })
    const answer = await put(text, `?mapping=${encodeURIComponent(mapping)}`)
    expect(answer.json).toStrictEqual({ added: 1, changed: 0, removed: 0 })
    expect(await roster()).toMatchObject([{ email: 'mia@example.com', name: 'Mia Berg', group: 'Storage' }])
  })

  test.each(['{', '[]', '{"columns":{"phone":"Tel"}}', '{"columns":{"email":7}}', '{"colums":{}}'])(
    'is refused with a mapping that is none: %s',
    async mapping => {
      const answer = await put('email\na@example.com\n', `?mapping=${encodeURIComponent(mapping)}`)
      expect([answer.status, answer.code]).toStrictEqual([400, 'invalid_body'])
    },
  )

  test('with bad rows is refused whole, or its good ones are taken and the others named', async () => {
    const text = 'email,name,zone\nann@example.com,Ann,UTC\nTotal: 2,,\nbo@example.com,Bo,IST\ncy@example.com,Cy,\n'
    expect((await put(text)).code).toBe('invalid_csv')
    expect(await roster()).toStrictEqual([])
    const answer = rosterAnswerSchema.parse((await put(text, '?take=good')).json)
    expect(answer).toMatchObject({ added: 2, changed: 0, removed: 0, refused: 2, problemCount: 2 })
    expect(answer.problems).toMatchObject([
      { line: 3, column: 'email', code: 'bad_address' },
      { line: 4, column: 'zone', code: 'ambiguous_zone', choices: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'] },
    ])
    expect(await named()).toStrictEqual([
      ['ann@example.com', 'Ann'],
      ['cy@example.com', 'Cy'],
    ])
  })

  test('taken in part never removes whoever stands in one of its bad rows', async () => {
    await put('email,name\nann@example.com,Ann\nbo@example.com,Bo\ncy@example.com,Cy\n')
    const answer = await put('email,zone\nann@example.com,UTC\nbo@example.com,PST\n', '?take=good&replace=true')
    expect(answer.json).toMatchObject({ removed: 1, refused: 1 })
    expect(await named()).toStrictEqual([
      ['ann@example.com', 'Ann'],
      ['bo@example.com', 'Bo'],
    ])
  })

  test('is shown before anything is written: who comes, what changes from what to what, who would go', async () => {
    await put('email,name,group\nann@example.com,Ann,Ops\nbo@example.com,Bo,Ops\ncy@example.com,Cy,Ops\n')
    const before = await items(database.client, 'people', 'person')
    const text = 'email,name,group\nANN@example.com,Ann,Search\nbo@example.com,Bo,\ndee@example.com,Dee,Ops\nnobody,,\n'
    const { preview, ...counts } = rosterAnswerSchema.parse((await put(text, '?dryRun=true')).json)
    expect(counts).toMatchObject({ added: 1, changed: 1, removed: 0, refused: 1 })
    expect(preview).toMatchObject({
      mapping: { email: ['email'], name: ['name'], group: ['group'] },
      rows: 3,
      unchanged: 1,
      gone: 1,
      addedPeople: [{ email: 'dee@example.com' }],
      changedPeople: [{ email: 'ann@example.com', fields: [{ field: 'group', before: 'Ops', after: 'Search' }] }],
      gonePeople: [{ email: 'cy@example.com' }],
    })
    expect(rosterAnswerSchema.parse((await put(text, '?dryRun=true&replace=true')).json).removed).toBe(1)
    expect(await items(database.client, 'people', 'person')).toStrictEqual(before)
  })

  test('is read in the encoding it was saved in, by its mark or by its bytes', async () => {
    const text = 'email\tname\r\nann@example.com\tMüller, Zoë\r\n'
    const wide = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))
    expect(await putBytes(wide, 'application/octet-stream')).toMatchObject({ status: 200 })
    expect(await named()).toStrictEqual([['ann@example.com', 'Müller, Zoë']])
    const western = new Uint8Array(Buffer.from(text.replace('Zoë', 'Noël'), 'latin1'))
    expect(await putBytes(western, 'text/csv')).toMatchObject({ json: { changed: 1 } })
    expect(await named()).toStrictEqual([['ann@example.com', 'Müller, Noël']])
    const polish = new Uint8Array(Buffer.from('656d61696c2c6e616d650a6140622e6578616d706c652c4d69636861b3', 'hex'))
    expect(await putBytes(polish, 'text/csv')).toMatchObject({ status: 400, json: { code: 'file_unreadable' } })
  })

  test.each([
    ['a workbook', 'PK\u0003\u0004'],
    ['a PDF', '%PDF-1.7'],
    ['a page', '<!doctype html><p>Sign in'],
    ['nothing', ''],
  ])('is refused with what it is, if it is %s', async (_what, text) => {
    expect((await put(text)).code).toBe('file_unreadable')
  })

  test('of another system’s JSON is read by its own names, and a bad record is named by its line', async () => {
    const list = [{ firstName: 'Mia', lastName: 'Berg', workEmail: 'mia@example.com' }, { firstName: 'Bo' }]
    const body = JSON.stringify({ people: list }, null, 1)
    const answer = await put(body, '', 'application/json')
    expect([answer.code, answer.json]).toMatchObject(['rows_unreadable', { issues: [{ code: 'address_missing' }] }])
    expect((await put(body, '?take=good', 'application/json')).json).toMatchObject({ added: 1, refused: 1 })
    expect(await named()).toStrictEqual([['mia@example.com', 'Mia Berg']])
  })
})

test('a language that is not spoken yet is kept, and what is none is named', async () => {
  const answer = await put('email,language\nann@example.com,zh_hant\nbo@example.com,xx\n', '?take=good')
  expect(answer.json).toMatchObject({ added: 1, problems: [{ line: 3, column: 'language' }] })
  expect(await roster()).toMatchObject([{ email: 'ann@example.com', language: 'zh-Hant' }])
  expect((await call('PUT /api/people', { body: [{ email: 'ann@example.com', language: 'klingonese' }] })).status).toBe(
    400,
  )
})

test('an address is stored as mail carries it, whatever stood around and within it', async () => {
  const body = [{ email: '\u200B Kai@Grün.example' }, { email: 'kai@xn--grn-ioa.example', name: 'Kai' }]
  expect((await call('PUT /api/people', { body })).json).toMatchObject({ added: 1 })
  expect(await named()).toStrictEqual([['kai@xn--grn-ioa.example', 'Kai']])
})

describe('whatever a row holds', () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '"',
      '""',
      '=1+1',
      "'=1",
      '\u0000',
      '\uD800',
      '\u202E',
      'a\nb',
      'a\u2028b',
      ',',
      ';',
      '\t',
      '|',
      'sep=,',
    ),
    fc.constantFrom(
      'IST',
      'EST',
      'Mars/Olympus',
      'xx',
      '__proto__',
      'constructor',
      '{}',
      '[]',
      'null',
      'x'.repeat(400),
    ),
    fc.constantFrom('DROP TABLE', '<script>', '../..', '%00', '\\', '\uFEFF', 'İ', 'ﬁ', '🙂'.repeat(60)),
  )
  const field = fc.constantFrom('email', 'name', 'group', 'seniority', 'zone', 'language', 'stopped', 'toString')
  const bad = fc.dictionary(field, nasty)
  const good = { email: 'good@example.com', name: 'Good One', group: 'Ops', zone: 'Europe/Berlin' }

  test('in a list, it is taken or named, and never stops another’s', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(bad, { maxLength: 4 }), fc.nat(4), async (rows, at) => {
        const body = JSON.stringify([...rows.slice(0, at), good, ...rows.slice(at)])
        const answer = await put(body, '?take=good', 'application/json')
        expect([answer.status, answer.text]).toStrictEqual([200, answer.text])
        expect((await roster()).find(({ email }) => email === good.email)).toMatchObject(good)
      }),
      { numRuns: 60 },
    )
  }, 120_000)

  test('in a table, it is taken or named, or the file is refused by its line; it is never a failure', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(nasty, { maxLength: 6 }), { maxLength: 4 }),
        fc.boolean(),
        async (rows, quoted) => {
          const cells = rows.map(row => row.map(cell => (quoted ? `"${cell.replaceAll('"', '""')}"` : cell)).join(','))
          const text = [
            'email,name,group,seniority,zone,language',
            ...cells,
            'good@example.com,Good One,Ops,,Europe/Berlin,',
          ].join('\n')
          const answer = await put(text, '?take=good')
          expect([200, 400]).toContain(answer.status)
          if (answer.status === 400) expect(answer.code).toMatch(/^(?:invalid_csv|file_unreadable)$/)
          else expect((await roster()).map(({ email }) => email)).toContain(good.email)
        },
      ),
      { numRuns: 60 },
    )
  }, 120_000)

  test('what was taken comes back the same: as a list, and as a table', async () => {
    const text = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('=A1', '+1', '-x', '@x', 'a,b', 'a"b', "O'Neil", '"'),
    )
    const person = fc.record({
      name: text,
      group: text,
      zone: fc.constantFrom('UTC', 'Asia/Kolkata'),
      language: fc.constant('fr-CA'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 4 }), async people => {
        await call('PUT /api/people?replace=true', { body: [] })
        const body = people.map((one, index) => ({ ...one, email: `p${index}@example.com` }))
        await put(JSON.stringify(body), '?take=good', 'application/json')
        const stored = await roster()
        expect((await call('PUT /api/people?replace=true', { body: stored })).json).toMatchObject({
          added: 0,
          changed: 0,
          removed: 0,
        })
        const columns = ['email', 'name', 'group', 'seniority', 'zone', 'language'] as const
        const table = csvText(
          columns,
          stored.map(one => columns.map(column => one[column])),
        )
        const answer = await put(table)
        expect(answer.json).toStrictEqual({ added: 0, changed: 0, removed: 0 })
      }),
      { numRuns: 30 },
    )
  }, 120_000)
})
