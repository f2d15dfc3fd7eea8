/** Leading the meeting: what to say next, whose turn it is, and whether it is written down. A phone in the hand first. */
import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { type Counts, countsOf, quotesAtMost } from '../../../functions/domain/review/running.ts'
import { href } from '../../kit/address.ts'
import { Loading, Notice, ProblemNotice } from '../../kit/controls/notice.tsx'
import { SignInButton } from '../../kit/frame/sign-in.tsx'
import { leaveOnPurpose } from '../../kit/load/draft.ts'
import { useLoad } from '../../kit/load/load.ts'
import { api } from '../calls/calls.ts'
import { meetingWords } from '../words/en-meeting.ts'
import { readBoard } from './calls.ts'
import { Ended, EndDialog } from './end.tsx'
import { Bar, Head, type ItemProps } from './head.tsx'
import { type Held, useHeld } from './held.ts'
import { ForYou, OnScreen, shownIds, WholePlan } from './item.tsx'
import { LiveBoard, useBoard } from './live.tsx'
import { itemsOf, openMeeting, type Opening, writtenNotes } from './opening.ts'
import { readInvited } from './present.ts'
import { Round } from './round.tsx'
import { countedOf, neighbour } from './state.ts'
import { WriteDown } from './write.tsx'

const text = meetingWords

export const { title } = text

export const Page = ({ review: id }: { review: ReviewId }): JSX.Element => {
  const load = useLoad(`meeting ${id}`, () => openMeeting(id, Date.now()))
  if (load.value) return <Meeting key={id} id={id} opening={load.value} />
  return (
    <div class="meeting">
      <Crumb id={id} />
      <h1 tabIndex={-1}>{text.title}</h1>
      {load.error === undefined ? <Loading rows={6} /> : <ProblemNotice error={load.error} again={load.again} />}
    </div>
  )
}

const Crumb = ({ id }: { id: ReviewId }): JSX.Element => (
  <p class="crumb">
    <a href={href('/reviews/{review}', { review: id })}>{text.back}</a>
  </p>
)

const isTyping = (event: KeyboardEvent): boolean =>
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  document.querySelector('dialog[open]') !== null ||
  (event.target instanceof Element && event.target.matches('input, textarea, select, summary'))

/** In the round arrow keys go from one person to the next. A clicker's page keys are the meeting's everywhere. */
const isTaken = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  (event.key.startsWith('Arrow') && event.target instanceof Element && event.target.closest('.by-rows') !== null)

/** A clicker sends the page keys. */
const keySteps: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }

const useKeys = (step: (by: 1 | -1) => void): void => {
  const latest = useRef(step)
  latest.current = step
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const by = isTyping(event) || isTaken(event) ? undefined : keySteps[event.key]
      if (!by) return
      event.preventDefault()
      latest.current(by)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

const Meeting = ({ id, opening }: { id: ReviewId; opening: Opening }): JSX.Element => {
  const held = useHeld(id, opening)
  const { review, agenda } = opening
  const items = itemsOf(agenda, review.durationMinutes)
  const isEnded = held.state.ended !== null || held.line.state === 'ended' || Boolean(opening.meeting?.endedAt)
  if (isEnded) {
    return (
      <div class="meeting">
        <Crumb id={id} />
        <h1 tabIndex={-1}>{review.title}</h1>
        <EndedLater id={id} held={held} notes={writtenNotes(items, held.state.written)} />
      </div>
    )
  }
  return <Running id={id} opening={opening} held={held} />
}

/** What the lists of the page are made of; without them it works all the same. */
const useAround = ({ review }: Opening) => {
  const invited = useLoad(`invited ${review.id}`, () => readInvited(review.surveyId))
  const around = useLoad(`around ${review.id}`, async () => {
    const [roster, { earlier }] = await Promise.all([
      api.people().catch(() => []),
      api.actionsOf(review.incidentId).catch(() => ({ earlier: [] })),
    ])
    return { teams: [...new Set(roster.map(({ group }) => group).filter(Boolean))].toSorted(), earlier }
  })
  return { invited: invited.value ?? [], teams: around.value?.teams ?? [], earlier: around.value?.earlier ?? [] }
}

const Running = ({ id, opening, held }: { id: ReviewId; opening: Opening; held: Held }): JSX.Element => {
  const { review, agenda, noAgenda, meeting } = opening
  const { running, press, now } = held
  const [ending, setEnding] = useState(false)
  const { invited, teams, earlier } = useAround(opening)
  const board = useBoard(id, true, link => link !== held.state.link && held.step({ do: 'link', link }))
  const items = itemsOf(agenda, review.durationMinutes)
  const item = items.find(one => one.id === running.itemId) ?? items[0]
  useKeys(by => {
    const to = item && neighbour(items, item.id, by)
    if (to) press({ do: 'go', itemId: to.id, at: now() })
  })
  if (!item) return <Crumb id={id} />
  const props: ItemProps = { agenda, items, item, held }
  const shown = shownIds(agenda, item, running)
  const start = (): void => {
    if (running.people.length === 0 && invited.length > 0) press({ do: 'join', people: [...invited] })
    press({ do: 'start', at: now(), first: item.id })
  }
  return (
    <div class="meeting">
      <Head {...props} />
      <div class="meeting-top">
        <Crumb id={id} />
        <button class="button small quiet" type="button" onClick={() => setEnding(true)}>
          {text.end.button}
        </button>
      </div>
      <Lines held={held} isKept={meeting === null} />
      {noAgenda === undefined ? null : (
        <Notice tone="info" title={text.noAgenda}>
          <p>{text.noAgendaDetail}</p>
        </Notice>
      )}
      <div class="leading">
        <div>
          <ForYou {...props} />
          <Round held={held} invited={invited} />
        </div>
        <div>
          <WriteDown held={held} itemId={item.id} zone={review.zone} teams={teams} earlier={earlier} />
        </div>
        <div>
          <LiveBoard
            id={id}
            board={board}
            link={held.state.link}
            shown={shown}
            show={(remark, is) =>
              press({
                do: 'show',
                itemId: item.id,
                shown: (is ? [...shown, remark] : shown.filter(one => one !== remark)).slice(-quotesAtMost),
              })
            }
            record={words => {
              const id = crypto.randomUUID().replaceAll('-', '').slice(0, 16)
              const note = { id, kind: 'note', itemId: item.id, text: words } as const
              const empty = { tradeOffs: '', owner: '', dueOn: '', sign: '' } as const
              const { notes, captured } = held.state.written
              held.write({ notes, captured: [...captured, { ...note, ...empty }] })
            }}
          />
          <OnScreen {...props} id={id} remarks={board.value?.remarks ?? []} />
          <WholePlan {...props} />
        </div>
      </div>
      <Bar {...props} start={start} end={() => setEnding(true)} />
      {ending ? (
        <EndDialog
          counts={countsOf(running, held.state.tallies)}
          close={() => setEnding(false)}
          end={() => {
            setEnding(false)
            held.step({ do: 'end' })
          }}
        />
      ) : null}
    </div>
  )
}

/** A line where something is not as usual; no page takes over. */
const Lines = ({ held: { line, signedIn }, isKept }: { held: Held; isKept: boolean }): JSX.Element => (
  <div class="lines-now" role="status">
    {signedIn ? (
      line.state === 'waiting' ? (
        <Notice tone="warn">
          <p>{isKept ? text.line.offline : text.line.waiting}</p>
        </Notice>
      ) : line.state === 'refused' ? (
        <Notice tone="bad">
          <p>{text.line.refused}</p>
          <ProblemNotice error={line.error} />
        </Notice>
      ) : null
    ) : (
      <Notice tone="warn">
        <p>{text.line.signedOut}</p>
        <SignInButton failed={false} label={text.line.signIn} leave={leaveOnPurpose} />
      </Notice>
    )}
  </div>
)

interface EndedProps {
  readonly id: ReviewId
  readonly held: Held
  readonly notes: Parameters<typeof Ended>[0]['notes']
}

/** How many observations there were, and what was counted elsewhere, is known once the end is on the server. */
const EndedLater = ({ id, held: { state, saving, signedIn, retry }, notes }: EndedProps): JSX.Element => {
  const sent = saving.state === 'saved'
  const refused = saving.state === 'refused' ? { error: saving.error, retry } : null
  const board = useLoad(`board ${id} ${sent}`, async () => (sent ? ((await readBoard(id, ''))?.value ?? null) : null))
  const filed = board.value ? { filed: board.value.filed, hidden: board.value.filedHidden } : null
  const counts: Counts = countedOf(state.base, state.ended) ?? state.base
  const waits = !sent && (saving.state === 'waiting' || !signedIn)
  return <Ended {...{ id, counts, sent, waits, refused, notes, filed }} draft={state.draft.text} />
}
