import vm from 'node:vm'
import { expect, test } from 'vitest'
import { folderIndex } from '../../infra/website.ts'

interface Answer {
  readonly uri?: string
  readonly statusCode?: number
  readonly headers?: { readonly location?: { readonly value: string } }
}

const at = (
  uri: string,
  querystring: Record<string, { value: string; multiValue?: { value: string }[] }> = {},
): Answer => vm.runInNewContext(`${folderIndex}; handler(event)`, { event: { request: { uri, querystring } } })

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
