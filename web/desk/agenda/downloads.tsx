/** The agenda as files. */
import type { JSX } from 'preact'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { FileButtons } from '../../kit/controls/files.tsx'
import { words } from '../words/en.ts'

const text = words.agenda

const formats = ['sheet', 'html', 'docx', 'md', 'ics', 'json'] as const
/** The sheet for the table is a document of its own. */
const fileOf = (format: (typeof formats)[number]): string =>
  format === 'sheet' ? 'agenda-sheet.html' : `agenda.${format}`

export const Downloads = ({ id }: { id: ReviewId }): JSX.Element => (
  <FileButtons
    title={text.download}
    heading="h3"
    formats={formats}
    path={format => `/api/reviews/${id}/${fileOf(format)}`}
    name={fileOf}
    words={text.formats}
    print={text.print}
  />
)
