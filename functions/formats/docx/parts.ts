/** Paragraphs, tables and properties shared by all of Murmur's Word documents. */
import {
  type HeadingLevel,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  type TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import { visible } from '../../domain/agenda/plain.ts'
import { rule, textWidth } from './style.ts'

/** Whether the first letter with a direction runs from right to left (Unicode UAX 9, rules P2 and P3, by script). */
export const isRightToLeft = (text: string): boolean =>
  /^[^\p{L}]*[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text)

/** In WordprocessingML line breaks and tabs are elements of their own; everything else is text. */
export const textRuns = (text: string): TextRun[] => {
  const rightToLeft = isRightToLeft(text)
  return visible(text)
    .split('\n')
    .map((line, index) => {
      const children = line.split('\t').flatMap((cell, column) => (column === 0 ? [cell] : [new Tab(), cell]))
      return new TextRun({ children, rightToLeft, ...(index > 0 ? { break: 1 } : {}) })
    })
}

export type Style = { style?: string; heading?: (typeof HeadingLevel)[keyof typeof HeadingLevel] }

export const paragraph = (text: string, options: Style = {}): Paragraph =>
  new Paragraph({ ...options, bidirectional: isRightToLeft(text), children: textRuns(text) })

const none = { style: 'none', size: 0, color: 'auto' } as const
const noBorders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
const cellMargins = { top: 40, bottom: 40, left: 0, right: 120 }

/** `children`: its text in pieces. Cells are aligned at the bottom; `top` aligns them at the top, for rows with cells of several lines. */
export const cell = (
  text: string,
  width: number,
  style: string,
  underlined: boolean,
  top = false,
  children: readonly ParagraphChild[] = [new TextRun(text)],
): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: top ? VerticalAlign.TOP : VerticalAlign.BOTTOM,
    borders: { ...noBorders, bottom: underlined ? rule : none },
    children: [new Paragraph({ style, children: [...children], bidirectional: isRightToLeft(text) })],
  })

export const table = (widths: readonly number[], rows: readonly TableRow[]): Table =>
  new Table({
    rows,
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    width: { size: textWidth, type: WidthType.DXA },
    borders: noBorders,
    margins: cellMargins,
  })

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/**
 * The library would write the time of day here. The meeting's own time keeps the bytes the same and is as informative.
 */
export const coreProperties = (title: string, meetingAt: string): string => {
  const at = new Date(meetingAt).toISOString().replace(/\.\d+Z$/, 'Z')
  const stamp = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(title)}</dc:title><dc:creator>Murmur</dc:creator>${stamp('created')}${stamp('modified')}` +
    '</cp:coreProperties>'
  )
}
