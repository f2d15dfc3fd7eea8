import * as fc from 'fast-check'
import type { Page } from 'playwright-core'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { oneLine, visible } from '../../../functions/domain/agenda/plain.ts'
import { agendaDocx } from '../../../functions/formats/agenda/docx.ts'
import { undated } from '../../../functions/formats/docx/document.ts'
import { facts, synthesis } from '../../domain/agenda/fixture.ts'
import { agendaOf, nasty, prose, samples } from '../../domain/agenda/nasty.ts'
import { unzip } from '../unzip.ts'
import { ownBrowser } from '../../own.ts'

const browser = ownBrowser()
let page: Page
beforeAll(async () => {
  page = await browser.newPage()
})
afterEach(() => {
  vi.useRealTimers()
})

type Read = {
  malformed: string[]
  statements: string[]
  title: string
  styles: string[]
  fields: string[]
  external: number
}

/** The package as read by a browser's XML parser, which refuses malformed XML. */
const read = async (archive: Uint8Array): Promise<Read> => {
  const files = [...unzip(archive)].filter(([name]) => /\.(?:xml|rels)$/.test(name))
  return page.evaluate(entries => {
    const parsed = entries.map(
      ([name, text]) => [name, new DOMParser().parseFromString(text, 'application/xml')] as const,
    )
    const find = (name: string) => parsed.find(([one]) => one === name)?.[1]
    const main = find('word/document.xml')
    const paragraphs = [...(main?.getElementsByTagName('w:p') ?? [])].map(element => {
      const pieces = [...element.querySelectorAll('*')].map(piece => {
        if (piece.localName === 't') return piece.textContent
        if (piece.localName === 'br') return '\n'
        return piece.localName === 'tab' && piece.parentElement?.localName === 'r' ? '\t' : ''
      })
      const style = element.getElementsByTagName('w:pStyle')[0]?.getAttribute('w:val') ?? ''
      return { style, text: pieces.join('') }
    })
    const all = parsed.flatMap(([, document]) => [...document.getElementsByTagName('*')])
    return {
      malformed: parsed
        .filter(([, document]) => document.getElementsByTagName('parsererror').length > 0)
        .map(([name]) => name),
      statements: paragraphs.filter(one => /^Statement(?:Log)?$/.test(one.style)).map(one => one.text),
      title: paragraphs.find(one => one.style === 'Title')?.text ?? '',
      styles: [...new Set(paragraphs.map(one => one.style))].sort(),
      fields: [...new Set(all.filter(one => one.localName === 'instrText').map(one => one.textContent.trim()))].sort(),
      external: all.filter(one => one.getAttribute('TargetMode') === 'External' || one.localName === 'altChunk').length,
    }
  }, files)
}

const expectHarmless = (one: Read): void => {
  expect(one.malformed).toEqual([])
  expect(one.external).toBe(0)
  expect(one.fields).toEqual(['NUMPAGES', 'PAGE'])
}

describe('input comes out complete, harmless, in one place', () => {
  test('the texts that people have tried elsewhere', async () => {
    const one = await read(await agendaDocx(agendaOf(samples, 'A plain title')))
    expectHarmless(one)
    expect(one.statements.toSorted()).toEqual(samples.map(visible).toSorted())
  })

  test('any text, any title', async () => {
    for (const [texts, title] of fc.sample(
      fc.tuple(fc.array(fc.oneof(nasty, prose), { minLength: 3, maxLength: 30 }), nasty),
      12,
    )) {
      const one = await read(await agendaDocx(agendaOf(texts, title)))
      expectHarmless(one)
      expect(one.statements.toSorted()).toEqual(texts.map(visible).toSorted())
      expect(one.title).toBe(oneLine(title))
    }
  })
})

describe('the document', () => {
  test('uses the styles that a word processor lists, including headings', async () => {
    const one = await read(await agendaDocx(layOutAgenda(synthesis, facts)))
    for (const style of [
      'Title',
      'Heading1',
      'Heading2',
      'Heading3',
      'Heading4',
      'Question',
      'FacilitatorNote',
      'Statement',
    ]) {
      expect(one.styles).toContain(style)
    }
  })

  test('has the same bytes whenever it is made, and however many were made before', async () => {
    const agenda = layOutAgenda(synthesis, facts)
    vi.useFakeTimers({ now: new Date('2026-11-24T10:00:00Z'), toFake: ['Date'] })
    const first = await agendaDocx(agenda)
    vi.setSystemTime(new Date('2027-03-01T22:17:31Z'))
    const second = await agendaDocx(agenda)
    expect(Buffer.from(second).equals(first)).toBe(true)
    expect(unzip(first).get('docProps/core.xml')).toContain('2026-11-24T14:00:00Z')
  })

  test('has a bookmark for each reference to a statement', async () => {
    const xml = unzip(await agendaDocx(layOutAgenda(synthesis, facts))).get('word/document.xml') ?? ''
    const anchors = [...xml.matchAll(/w:anchor="([^"]+)"/g)].map(match => match[1])
    const bookmarks = [...xml.matchAll(/<w:bookmarkStart [^>]*w:name="([^"]+)"/g)].map(match => match[1])
    expect(bookmarks).toHaveLength(synthesis.observations.length)
    expect(anchors.filter(anchor => !bookmarks.includes(anchor))).toEqual([])
    expect(anchors.length).toBeGreaterThan(10)
  })

  test('has the agreed text', async () => {
    const xml = unzip(await agendaDocx(layOutAgenda(synthesis, facts))).get('word/document.xml') ?? ''
    await expect(xml.replaceAll('><', '>\n<')).toMatchFileSnapshot('../../vectors/agenda/sixty.docx.xml')
  })
})

test('anything but an archive is refused', () => {
  expect(() => undated(new Uint8Array(100))).toThrow(RangeError)
})
