/** The agenda as files: fetched with the sign-in, handed to the browser. */
import type { JSX } from 'preact'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { download } from '../api/client.ts'
import { ProblemNotice } from '../controls/notice.tsx'
import { useTask } from '../load.ts'
import { words } from '../words/en.ts'

const text = words.agenda

const formats = ['md', 'html', 'docx', 'json', 'ics'] as const

const saveAs = (blob: Blob, name: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser reads the blob after the click returns; an hour is more than any disk needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 3_600_000)
}

export const Downloads = ({ id }: { id: ReviewId }): JSX.Element => {
  const task = useTask()
  return (
    <div class="downloads">
      <h3>{text.download}</h3>
      <ul>
        {formats.map(format => (
          <li key={format}>
            <button
              type="button"
              class="link"
              disabled={task.busy}
              onClick={() =>
                task.run(async () => {
                  const { blob, name } = await download(`/api/reviews/${id}/agenda.${format}`)
                  saveAs(blob, name ?? `agenda.${format}`)
                })
              }
            >
              {text.formats[format]}
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="link" onClick={() => print()}>
            {text.print}
          </button>
        </li>
      </ul>
      <ProblemNotice error={task.error} />
    </div>
  )
}
