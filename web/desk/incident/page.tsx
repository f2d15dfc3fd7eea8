/** One incident: a page to read, and in its place the form that corrects it. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { isCounted } from '../../../functions/domain/incident/counting.ts'
import type { IncidentId } from '../../../functions/domain/ids.ts'
import type { IncidentInput, IncidentView } from '../../../functions/domain/incident/incident.ts'
import { api } from '../calls/calls.ts'
import { go, href } from '../../kit/address.ts'
import { isProblem } from '../../kit/api/problem.ts'
import { Loading, ProblemNotice } from '../../kit/controls/notice.tsx'
import { dropDraft, hasDraft } from '../../kit/load/draft.ts'
import { useLoad } from '../../kit/load/load.ts'
import { pickIncident, useInviting } from '../inviting/draft.ts'
import { words } from '../words/en.ts'
import { courseWords } from '../words/en-course.ts'
import { About } from './about.tsx'
import { ActionsAfterIncident } from './actions.tsx'
import { ChangedMeanwhile } from './changed.tsx'
import { DeleteIncident } from './deletion.tsx'
import { changesOf, formOf } from '../incident-form/fields.ts'
import { IncidentEditor } from './editor.tsx'
import { Beside, Facts, Kind, Named } from './story.tsx'
import { CountsNot, NotCounted } from './standing.tsx'
import { Started } from './started.tsx'
import { Strip } from './strip.tsx'

const text = words.incident

export const title = text.one

export const Page = ({ incident: id }: { incident: IncidentId }): JSX.Element => {
  const load = useLoad(id, () => api.incident(id))
  const [correcting, setCorrecting] = useState(false)
  const [news, setNews] = useState('')
  const incident = load.value
  if (!incident) {
    return (
      <>
        <h1 tabIndex={-1}>{text.one}</h1>
        {load.error === undefined ? <Loading rows={5} /> : <ProblemNotice error={load.error} again={load.again} />}
      </>
    )
  }
  // What was typed before the sign-in ran out is there again.
  if (correcting || hasDraft(draftKeyOf(incident))) {
    const leave = (): void => {
      setCorrecting(false)
      load.again()
    }
    return (
      <>
        <EditIncident
          key={incident.version}
          incident={incident}
          again={load.again}
          leave={() => {
            dropDraft(draftKeyOf(incident))
            leave()
          }}
          done={() => {
            setNews(text.saved)
            leave()
          }}
        />
        <DeleteIncident incident={incident} />
      </>
    )
  }
  return <Story incident={incident} news={news} correct={() => setCorrecting(true)} again={load.again} />
}

const draftKeyOf = ({ id, version }: IncidentView): string => `${id} ${version}`

interface StoryProps {
  readonly incident: IncidentView
  readonly news: string
  readonly correct: () => void
  readonly again: () => void
}

/** The page to read. What stands around it comes after it; where that can't be read the incident itself is whole. */
const Story = ({ incident, news, correct, again }: StoryProps): JSX.Element => {
  const around = useLoad(`around ${incident.id}`, () => api.around(incident.id))
  const inviting = useInviting()
  const prepare = (): void => {
    inviting.change(pickIncident(incident))
    go(href('/prepare/review'))
  }
  return (
    <article class="incident-page">
      <header class="stack">
        <p class="crumb">
          <a href={href('/incidents')}>{text.listTitle}</a>
        </p>
        <div class="card-head">
          <p class="toolbar">
            <span class={`tag ${incident.severity ?? ''}`}>{incident.severity ?? text.severityUnknown}</span>
            {incident.failureModes.map(mode => (
              <span class="tag" key={mode}>
                {mode}
              </span>
            ))}
          </p>
          <p class="toolbar">
            {isCounted(incident) ? <CountsNot incident={incident} again={again} /> : null}
            <button type="button" class="button small" onClick={correct}>
              {text.edit}
            </button>
          </p>
        </div>
        <h1 tabIndex={-1}>{incident.title}</h1>
        <p class="quiet">
          <Started incident={incident} />
        </p>
      </header>
      <p class="news" role="status">
        {news}
      </p>
      <NotCounted incident={incident} again={again} />
      <Facts incident={incident} />
      <Strip
        incident={incident}
        correct={
          <button type="button" class="link" onClick={correct}>
            {courseWords.strip.correct}
          </button>
        }
      />
      <div class="review-grid">
        <div>
          {incident.summary ? <p class="lede">{incident.summary}</p> : <p class="quiet">{text.noSummary}</p>}
          <About incident={incident} />
          {around.error === undefined ? null : <ProblemNotice error={around.error} again={around.again} />}
          {around.value ? <Named around={around.value} /> : null}
          <ActionsAfterIncident incident={incident.id} />
          {around.value ? <Kind incident={incident} around={around.value} /> : null}
        </div>
        <aside>{around.value ? <Beside around={around.value} prepare={prepare} /> : <Loading rows={3} />}</aside>
      </div>
    </article>
  )
}

interface EditProps {
  readonly incident: IncidentView
  readonly again: () => void
  readonly leave: () => void
  readonly done: () => void
}

/** What was changed here is sent, over the version it was read at: a colleague's change in between is not undone. */
const EditIncident = ({ incident, again, leave, done }: EditProps): JSX.Element => {
  const [theirs, setTheirs] = useState<IncidentView | null>(null)
  const send = async (input: IncidentInput, version: number): Promise<void> => {
    try {
      await api.changeIncident(incident.id, { ...changesOf(incident, input), version })
    } catch (error) {
      if (!isProblem(error, 'changed_meanwhile')) throw error
      setTheirs(await api.incident(incident.id))
      throw error
    }
  }
  return (
    <IncidentEditor
      draftKey={draftKeyOf(incident)}
      title={text.edit}
      done={done}
      leave={leave}
      note={text.updatedNote}
      initial={formOf(incident)}
      about={<About incident={incident} />}
      send={input => send(input, incident.version)}
      conflict={
        theirs
          ? (input, drop) => (
              <ChangedMeanwhile
                mine={incident}
                theirs={theirs}
                done={done}
                save={input ? () => send(input, theirs.version) : null}
                drop={() => {
                  drop()
                  setTheirs(null)
                  again()
                }}
              />
            )
          : undefined
      }
    />
  )
}
