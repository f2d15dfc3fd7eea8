import { expect, test } from 'vitest'
import { htmlPage } from '../../functions/formats/html-page.ts'

const page = { language: 'en', title: 'A & B </title><script>', style: '', main: '<p>told</p>' }

test('a file asks for nothing, runs nothing, tells nobody where it was opened, and its title is text', () => {
  const html = htmlPage(page)
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`)
  expect(html).toContain('<meta name="referrer" content="no-referrer">')
  expect(html).toContain('<title>A &amp; B &lt;/title&gt;&lt;script&gt;</title>')
  expect(html).not.toContain('color-scheme')
  expect(htmlPage({ ...page, isLight: true })).toContain('<meta name="color-scheme" content="only light">')
})
