import vm from 'node:vm'
import { expect, test } from 'vitest'
import { edgeFunction } from '../../infra/edge.ts'

interface Answer {
  readonly uri?: string
  readonly statusCode?: number
  readonly headers?: { readonly location?: { readonly value: string } }
}

const at = (
  uri: string,
  querystring: Record<string, { value: string; multiValue?: { value: string }[] }> = {},
): Answer => vm.runInNewContext(`${edgeFunction}; handler(event)`, { event: { request: { uri, querystring } } })

test('a folder serves its index page', () => {
  expect(at('/').uri).toBe('/index.html')
  expect(at('/answer/pre-meeting-1/').uri).toBe('/answer/pre-meeting-1/index.html')
})

test('a file serves itself', () => {
  expect(at('/config.json').uri).toBe('/config.json')
  expect(at('/shared/page.1a2b.js').uri).toBe('/shared/page.1a2b.js')
})

test('a folder without its slash redirects to the address with it, keeping the query', () => {
  expect(at('/desk').headers?.location?.value).toBe('/desk/')
  const query = { code: { value: 'a%20b' }, state: { value: '1', multiValue: [{ value: '1' }, { value: '2' }] } }
  expect(at('/desk', query).headers?.location?.value).toBe('/desk/?code=a%20b&state=1&state=2')
})

test('no address leads to another host', () => {
  expect(at('//evil.example').uri).toBe('//evil.example')
  expect(at('//evil').headers?.location?.value).toBe('/evil/')
})

const link = `srv_${'a'.repeat(16)}.all.${'T'.repeat(43)}.${'k'.repeat(43)}`
const rawQuery = (text: string) =>
  Object.fromEntries(
    text.split('&').map(pair => {
      const [name = '', ...value] = pair.split('=')
      return [name, { value: value.join('=') }]
    }),
  )
const led = (uri: string, query = ''): string | undefined => {
  const answer = at(uri, query ? rawQuery(query) : {})
  return answer.statusCode === 302 ? answer.headers?.location?.value : undefined
}

test.each(['/%23', '%23', '/%2523', '%2523', '/%252523', '/#', '/'])(
  'a personal link whose # came as %s is sent back behind a #, and is kept by no cache',
  sign => {
    expect(led(`/answer/pre-meeting-1${sign}${link}`)).toBe(`/answer/pre-meeting-1/#${link}`)
    expect(led(`/answer/pulse-2/de${sign}${link}`)).toBe(`/answer/pulse-2/de/#${link}`)
    const { headers } = at(`/answer/pre-meeting-1${sign}${link}`)
    expect(headers).toMatchObject({
      'cache-control': { value: 'no-store' },
      'referrer-policy': { value: 'no-referrer' },
    })
  },
)

test('so is what a filter put behind it, one in a query, and every other link with a fragment', () => {
  expect(led(`/answer/pre-meeting-1/%23${link}&data=05`)).toBe(`/answer/pre-meeting-1/#${link}&data=05`)
  expect(led('/answer/pre-meeting-1/', `utm_source=x%23${link}`)).toBe(`/answer/pre-meeting-1/#${link}`)
  expect(led('/answer/pre-meeting-1/', `utm_source=x&${link}`)).toBe(`/answer/pre-meeting-1/#${link}`)
  expect(led('/answer/pre-meeting-1/', `link=${link}`)).toBe(`/answer/pre-meeting-1/#${link}`)
  expect(led(`/answer/pre-meeting-1/srv%5F${link.slice(4)}`)).toBe(`/answer/pre-meeting-1/#srv%5F${link.slice(4)}`)
  expect(led('/live/%23abcdefghijkl')).toBe('/live/#abcdefghijkl')
  expect(led('/live%2523abcdefghijkl')).toBe('/live/#abcdefghijkl')
  expect(led('/unsubscribe/%23a1b2c3d4e5f6g7h8i9j0kk')).toBe('/unsubscribe/#a1b2c3d4e5f6g7h8i9j0kk')
})

test('no other address changes: a page with its query, the sign-in, an asset', () => {
  expect(at('/answer/pulse-2/', { mail: { value: '' } }).uri).toBe('/answer/pulse-2/index.html')
  const signedIn = {
    code: { value: 'a1-b2' },
    state: { value: 'xsrv_y' },
    iss: { value: 'https%3A%2F%2Fid.example.com' },
  }
  expect(at('/answer/pre-meeting-1/', signedIn).uri).toBe('/answer/pre-meeting-1/index.html')
  expect(at('/desk/', { state: { value: 'a%23b' } }).uri).toBe('/desk/index.html')
  expect(at('/assets/srv_a.js').uri).toBe('/assets/srv_a.js')
})
