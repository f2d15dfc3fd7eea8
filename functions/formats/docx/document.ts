/** A Word document in Murmur's styles, title and page numbers in the footer, no time of day in its bytes. */
import { Document, Footer, Packer, PageNumber, Paragraph, Tab, type Table, TextRun } from 'docx'
import type { Language } from '../../domain/language/language.ts'
import { coreProperties, textRuns } from './parts.ts'
import { clockTabs, numbering, page, stylesIn } from './style.ts'

/** A ZIP archive records when it was made. That is removed, so that the same document always has the same bytes. */
const centralSignature = 0x02014b50
const endSignature = 0x06054b50
/** 1 January 1980, the first day that the format can express. */
const firstDay = 0x0021

/** A copy with every entry dated 1980-01-01 00:00 (APPNOTE.TXT 4.3). Throws for anything but a ZIP archive. */
export const undated = (archive: Uint8Array): Uint8Array => {
  const bytes = archive.slice()
  const view = new DataView(bytes.buffer)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== endSignature) end -= 1
  if (end < 0) throw new RangeError('not a ZIP archive')
  const entries = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  for (let entry = 0; entry < entries; entry += 1) {
    if (view.getUint32(at, true) !== centralSignature) throw new RangeError('not a ZIP archive')
    view.setUint16(at + 12, 0, true)
    view.setUint16(at + 14, firstDay, true)
    const local = view.getUint32(at + 42, true)
    view.setUint16(local + 10, 0, true)
    view.setUint16(local + 12, firstDay, true)
    const lengths = [28, 30, 32].map(offset => view.getUint16(at + offset, true))
    at += 46 + lengths.reduce((total, length) => total + length, 0)
  }
  return bytes
}

/** The bytes of a .docx file. Its properties give `at` as the time it was made, instead of the library's clock. */
export const docxBytes = async (
  { title, at, language }: { readonly title: string; readonly at: string; readonly language: Language },
  children: (Paragraph | Table)[],
): Promise<Uint8Array> => {
  const foot = new Paragraph({
    style: 'Kicker',
    tabStops: clockTabs.slice(1),
    children: [
      ...textRuns(title),
      new TextRun({ children: [new Tab(), PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
    ],
  })
  const footers = { default: new Footer({ children: [foot] }) }
  const document = new Document({
    styles: stylesIn(language),
    numbering,
    sections: [{ properties: { page }, footers, children }],
  })
  const overrides = [{ path: 'docProps/core.xml', data: coreProperties(title, at) }]
  return undated(new Uint8Array(await Packer.toArrayBuffer(document, undefined, overrides)))
}
