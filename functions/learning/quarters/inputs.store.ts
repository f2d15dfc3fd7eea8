/** What facilitators enter for a quarter's learning review. */
import {
  type Debt,
  type FormatChange,
  type Note,
  type SectionName,
  sectionNames,
} from '../../domain/learning-review/inputs.ts'
import { debt as debtKind, formatChange as changeKind, sectionNote } from '../../records/learned.ts'
import { held } from '../../records/writing.ts'
import { type LearningTable, recordsIn } from '../items/tables.store.ts'

export type QuarterInputsStore = ReturnType<typeof quarterInputsStore>

export const quarterInputsStore = (settings: LearningTable) => {
  const { everyOf, get, list, put, save } = recordsIn(settings)

  const saveDebt = (quarter: string, debt: Debt, before: number | null): Promise<boolean> =>
    held(put(debtKind, { quarter, debt: debt.id }, debt, before))
  const saveChange = (quarter: string, change: FormatChange, before: number | null): Promise<boolean> =>
    held(put(changeKind, { quarter, change: change.id }, change, before))

  return {
    /** False if one with this id exists. */
    addDebt: (quarter: string, debt: Debt) => saveDebt(quarter, debt, null),
    /** False if it has been changed since the version before. */
    changeDebt: (quarter: string, debt: Debt) => saveDebt(quarter, debt, debt.version - 1),
    readDebt: (quarter: string, debt: string): Promise<Debt | null> => get(debtKind, { quarter, debt }),
    /** Includes withdrawn ones. */
    debtsOf: (quarter: string): Promise<Debt[]> => list(debtKind, { quarter }),

    addFormatChange: (quarter: string, change: FormatChange) => saveChange(quarter, change, null),
    changeFormatChange: (quarter: string, change: FormatChange) => saveChange(quarter, change, change.version - 1),
    readFormatChange: (quarter: string, change: string): Promise<FormatChange | null> =>
      get(changeKind, { quarter, change }),
    formatChangesOf: (quarter: string): Promise<FormatChange[]> => list(changeKind, { quarter }),
    /** The changes of all quarters, from the index, the earliest first, without withdrawn ones. */
    everyFormatChange: async (): Promise<FormatChange[]> =>
      (await everyOf(changeKind, 'kind', 'format-change')).filter(({ withdrawn }) => !withdrawn).toReversed(),

    /** Leaves out sections without notes. */
    notesOf: async (quarter: string): Promise<Map<SectionName, Note>> => {
      const notes = await Promise.all(sectionNames.map(section => get(sectionNote, { quarter, section })))
      return new Map(
        sectionNames.flatMap((name, index): [SectionName, Note][] => {
          const note = notes[index]
          return note ? [[name, note]] : []
        }),
      )
    },
    /** False if the notes have been saved since the version before. */
    saveNote: (quarter: string, section: SectionName, note: Note): Promise<boolean> =>
      held(save(sectionNote, { quarter, section }, note)),
  }
}
