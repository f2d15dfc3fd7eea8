/** A whole Word document: Murmur's styles, its title and page numbers at the foot, no time of day in its bytes. */
import { Document, Footer, Packer, PageNumber, Paragraph, Tab, type Table, TextRun } from 'docx'
import { coreProperties, textRuns } from './parts.ts'
import { clockTabs, numbering, page, styles } from './style.ts'
import { undated } from './zip.ts'

/** Bytes of a .docx file; `at` stands in its properties where the library would write when it was made. */
export const docxBytes = async (title: string, at: string, children: (Paragraph | Table)[]): Promise<Uint8Array> => {
  const foot = new Paragraph({
    style: 'Kicker',
    tabStops: clockTabs.slice(1),
    children: [
      ...textRuns(title),
      new TextRun({ children: [new Tab(), PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] }),
    ],
  })
  const footers = { default: new Footer({ children: [foot] }) }
  const document = new Document({ styles, numbering, sections: [{ properties: { page }, footers, children }] })
  const overrides = [{ path: 'docProps/core.xml', data: coreProperties(title, at) }]
  return undated(new Uint8Array(await Packer.toArrayBuffer(document, undefined, overrides)))
}
