/** The agenda as files. */
import type { JSX } from 'preact'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { FileButtons } from '../../kit/controls/files.tsx'
import { words } from '../words/en.ts'

const text = words.agenda

const formats = ['md', 'html', 'docx', 'json', 'ics'] as const

export const Downloads = ({ id }: { id: ReviewId }): JSX.Element => (
  <FileButtons
    title={text.download}
    heading="h3"
    formats={formats}
    path={format => `/api/reviews/${id}/agenda.${format}`}
    name={format => `agenda.${format}`}
    words={text.formats}
    print={text.print}
  />
)
