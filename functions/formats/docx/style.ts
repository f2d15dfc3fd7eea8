/** The page, and the styles that a facilitator finds in the word processor's list. */
import { type Language, tagOf } from '../../domain/language/language.ts'
import {
  AlignmentType,
  convertMillimetersToTwip,
  type IStylesOptions,
  LevelFormat,
  LineRuleType,
  TabStopType,
} from 'docx'

/** The width of the text on A4 with the margins below, and of the column with the clock times. */
export const textWidth = convertMillimetersToTwip(170)
export const clockWidth = convertMillimetersToTwip(17)

const ink = '1C2330'
const soft = '566070'
export const rule = { style: 'single', size: 4, color: 'D8DCE2', space: 4 } as const

export const clockTabs = [
  { type: TabStopType.LEFT, position: clockWidth },
  { type: TabStopType.RIGHT, position: textWidth },
]
const hanging = { left: clockWidth, hanging: clockWidth }

export const stylesIn = (language: Language): IStylesOptions => ({
  default: {
    document: {
      run: { font: 'Calibri', size: 21, color: ink, language: { value: tagOf(language) } },
      paragraph: { spacing: { after: 80, line: 252, lineRule: LineRuleType.AUTO } },
    },
    title: { run: { font: 'Cambria', size: 44, bold: true, color: ink }, paragraph: { spacing: { after: 120 } } },
    heading1: {
      run: { font: 'Cambria', size: 30, bold: true, color: ink },
      paragraph: {
        spacing: { before: 0, after: 200 },
        keepNext: true,
        border: { bottom: { ...rule, size: 12, color: ink } },
      },
    },
    heading2: {
      run: { font: 'Calibri', size: 23, bold: true, color: ink },
      paragraph: { spacing: { before: 280, after: 40 }, keepNext: true, indent: hanging },
    },
    heading3: {
      run: { font: 'Cambria', size: 24, bold: true, color: ink },
      paragraph: { spacing: { before: 280, after: 60 }, keepNext: true },
    },
    heading4: {
      run: { font: 'Calibri', size: 20, bold: true, italics: false, color: soft },
      paragraph: { spacing: { before: 160, after: 20 }, keepNext: true },
    },
  },
  paragraphStyles: [
    {
      id: 'Kicker',
      name: 'Kicker',
      basedOn: 'Normal',
      run: { color: soft, size: 18 },
      paragraph: { spacing: { after: 60 } },
    },
    { id: 'When', name: 'When', basedOn: 'Normal', run: { size: 24 }, paragraph: { spacing: { after: 40 } } },
    {
      id: 'Withheld',
      name: 'Withheld',
      basedOn: 'Normal',
      paragraph: {
        spacing: { before: 200, after: 200 },
        indent: { left: 200 },
        border: { left: { ...rule, size: 18, color: '0B5A5E' } },
      },
    },
    {
      id: 'Question',
      name: 'Question',
      basedOn: 'Normal',
      run: { font: 'Cambria', italics: true, size: 22 },
      paragraph: { indent: { left: clockWidth } },
    },
    { id: 'Detail', name: 'Detail', basedOn: 'Normal', paragraph: { indent: { left: clockWidth } } },
    { id: 'Reference', name: 'Reference', basedOn: 'Detail', run: { color: soft, size: 19 } },
    {
      id: 'FacilitatorNote',
      name: 'Facilitator note',
      basedOn: 'Normal',
      run: { color: soft, size: 18 },
      paragraph: { spacing: { after: 30 }, indent: { left: clockWidth + 160 }, border: { left: { ...rule, size: 6 } } },
    },
    {
      id: 'RecordLine',
      name: 'Record line',
      basedOn: 'Detail',
      paragraph: { spacing: { before: 60, after: 200 }, border: { bottom: rule } },
    },
    { id: 'Statement', name: 'Statement', basedOn: 'Normal', paragraph: { spacing: { after: 40 } } },
    { id: 'StatementLog', name: 'Statement log', basedOn: 'Statement', run: { font: 'Courier New', size: 16 } },
    { id: 'TableText', name: 'Table text', basedOn: 'Normal', paragraph: { spacing: { after: 0 } } },
    {
      id: 'TableHead',
      name: 'Table head',
      basedOn: 'TableText',
      run: { bold: true },
      paragraph: { spacing: { before: 140, after: 0 } },
    },
    {
      id: 'TableFigure',
      name: 'Table figure',
      basedOn: 'TableText',
      paragraph: { alignment: AlignmentType.RIGHT, spacing: { after: 0 } },
    },
  ],
})

const point = {
  level: 0,
  format: LevelFormat.BULLET,
  text: '\u2022',
  alignment: AlignmentType.LEFT,
  style: { paragraph: { indent: { left: clockWidth + 320, hanging: 320 } } },
}

export const numbering = { config: [{ reference: 'points', levels: [point] }] }

export const page = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: {
    top: convertMillimetersToTwip(18),
    bottom: convertMillimetersToTwip(20),
    left: convertMillimetersToTwip(20),
    right: convertMillimetersToTwip(20),
  },
}
