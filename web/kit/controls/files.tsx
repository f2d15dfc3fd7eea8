/** A document as files: fetched with the sign-in, handed to the browser. */
import type { JSX } from 'preact'
import { download } from '../api/client.ts'
import { useTask } from '../load/load.ts'
import { ProblemNotice } from './notice.tsx'

/** Hands the browser a file. */
export const saveAs = (blob: Blob, name: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser reads the blob after the click returns; an hour is more than any disk needs.
  setTimeout(() => URL.revokeObjectURL(link.href), 3_600_000)
}

interface Props<Format extends string> {
  readonly title: string
  /** Of the level that stands next where the buttons do. */
  readonly heading: 'h2' | 'h3'
  readonly formats: readonly Format[]
  readonly path: (format: Format) => string
  /** Where the API gives none. */
  readonly name: (format: Format) => string
  readonly words: Readonly<Record<Format, string>>
  readonly print: string
}

export const FileButtons = <Format extends string>(props: Props<Format>): JSX.Element => {
  const task = useTask()
  const Heading = props.heading
  return (
    <div class="downloads">
      <Heading>{props.title}</Heading>
      <ul>
        {props.formats.map(format => (
          <li key={format}>
            <button
              type="button"
              class="link"
              aria-disabled={task.busy}
              onClick={() =>
                task.run(async () => {
                  const { blob, name } = await download(props.path(format))
                  saveAs(blob, name ?? props.name(format))
                })
              }
            >
              {props.words[format]}
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="link" onClick={() => print()}>
            {props.print}
          </button>
        </li>
      </ul>
      <ProblemNotice error={task.error} />
    </div>
  )
}
