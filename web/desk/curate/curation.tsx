/** Themes as cards, what stands alone beside them, and every change kept as it is made. */
import type { JSX } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { AgendaEdit, KeptEdits } from '../../../functions/domain/agenda/edit.ts'
import { applyEdits } from '../../../functions/domain/agenda/edits.ts'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import { alikeIn, suggestionsOf } from '../../../functions/domain/agenda/suggestions.ts'
import { coverageOf, type DeskTheme, themesOf, unsorted } from '../../../functions/domain/agenda/themes.ts'
import type { ReviewView } from '../../../functions/domain/course/stage.ts'
import { titleOf } from '../../../functions/domain/synthesis/titles.ts'
import { href } from '../../kit/address.ts'
import { curateWords as text } from '../words/en-curate.ts'
import { Cover } from './cover.tsx'
import { drawId, useKept } from './kept.ts'
import { useUndoKey } from './undo-key.ts'
import { type Open, Opened } from './opened.tsx'
import { Others } from './others.tsx'
import { OwnNote, Pile } from './side.tsx'
import { described } from './said.ts'
import { moverId, type Said } from './statement.tsx'
import { Statements } from './statements.tsx'
import { acceptId, Suggestions } from './suggestion.tsx'
import { NewTheme, ThemeCard, type ThemeAction } from './theme.tsx'

interface Props {
  readonly review: ReviewView
  readonly raw: Agenda
  readonly kept: KeptEdits
  readonly by: string
}

/** Beyond that the themes are heads at first, so that all of them are near. */
const mostUnfolded = 150

const newItem = (): string => `own-${drawId()}`

/** A title is never longer than the API takes. */
const called = (texts: readonly string[]): string => titleOf(texts).slice(0, 200)

export const Curation = ({ review, raw, kept: first, by }: Props): JSX.Element => {
  const { kept, keeper } = useKept(review.id, by, first)
  const [open, setOpen] = useState<Open | null>(null)
  const [isFolded, setFolded] = useState(raw.appendix.length > mostUnfolded)
  const [said, setSaid] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const [moved, setMoved] = useState<string | null>(null)
  /** What comes into focus once it stands where it was put. */
  const focus = useRef<readonly string[]>([])

  const edited = useMemo(
    () =>
      applyEdits(
        raw,
        kept.edits.map(({ edit }) => edit),
      ),
    [raw, kept.edits.map(({ id }) => id).join()],
  )
  const { whole, hidden, notes } = edited
  const alike = useMemo(() => alikeIn(raw), [raw])
  const suggestions = useMemo(() => suggestionsOf(edited, alike, newItem()), [edited])
  // Titles are those that the room reads: where only hidden words said one, it is another.
  const titles = new Map(themesOf(edited.agenda).map(theme => [theme.id, theme.title]))
  const themes = themesOf(whole).map(theme => ({ ...theme, title: titles.get(theme.id) ?? theme.title }))
  const byId = new Map(whole.appendix.map(one => [one.id, one]))
  const alone = unsorted(whole).filter(({ observationIds }) => observationIds.length > 0)
  const coverage = coverageOf(whole, new Set(hidden.keys()))
  // As it was when the page was opened: nothing changes its place under a hand that is sorting.
  const [isMuchAlone] = useState(coverage.alone > coverage.inThemes)
  const homeOf = (id: string): string | null =>
    themes.find(({ observationIds }) => observationIds.includes(id))?.id ?? null
  const nameOf = (email: string): string => {
    if (email === by) return text.passed.you
    return review.facilitators.find(one => one.email === email)?.name || email || text.news.somebody
  }
  const others = review.facilitators.filter(({ email }) => email !== by).map(({ email }) => nameOf(email))

  useLayoutEffect(() => {
    if (focus.current.length === 0) return
    const [target] = focus.current.flatMap(id => document.getElementById(id) ?? [])
    const fold = target?.closest('details')
    if (fold) fold.open = true
    target?.focus()
    focus.current = []
  })

  /** False, and the reason said, where the agenda does not take it. */
  const make = (edit: AgendaEdit, news: string): boolean => {
    const [no] = applyEdits(whole, [edit]).refused.map(one => one.reason)
    setRefused(no ? text.refused[no] : null)
    if (no) {
      setSaid(text.refused[no])
      return false
    }
    keeper.make(edit)
    setSaid(news)
    setMoved('observationId' in edit ? edit.observationId : null)
    return true
  }
  const tell = (edit: AgendaEdit): boolean => make(edit, text.said.done(described(edit, whole)))
  const close = (): void => {
    setOpen(null)
    setRefused(null)
  }
  const place = (id: string, itemId: string): void => {
    focus.current = [moverId(id), `theme-${itemId}`]
    const title = themes.find(theme => theme.id === itemId)?.title ?? text.mover.alone
    make({ op: 'place', observationId: id, itemId }, text.said.moved(title, coverage.total))
    close()
  }
  const addOf = (ids: readonly string[], title: string, question = ''): void => {
    tell({ op: 'add', id: newItem(), title, question, observationIds: [...ids] })
    close()
  }
  const undo = (): void => {
    const gone = keeper.undo()
    if (!gone) return setSaid(text.said.nothing)
    setRefused(null)
    if ('observationId' in gone) focus.current = [moverId(gone.observationId)]
    setMoved('observationId' in gone ? gone.observationId : null)
    setSaid(text.said.undone(described(gone, whole)))
  }
  useUndoKey(undo)

  const act = (theme: DeskTheme, action: ThemeAction): void => {
    if (action === 'plan' || action === 'unplan') {
      focus.current = [`theme-${theme.id}`]
      tell({ op: action, itemId: theme.id })
    } else setOpen({ what: action, theme })
  }
  const statements = (ids: readonly string[], isWhole = false): JSX.Element => (
    <Statements
      said={ids.flatMap(id => byId.get(id) ?? [])}
      agenda={whole}
      hidden={hidden}
      moved={moved}
      isWhole={isWhole}
      open={one => setOpen({ what: 'mover', said: one })}
      send={send}
    />
  )
  /** Sorting a pile: the next one comes into focus, not the one that went. */
  const send = (one: Said, number: number): void => {
    const target = number === 0 ? 'raised-once' : themes[number - 1]?.id
    const home = homeOf(one.id)
    if (target === undefined || target === (home ?? 'raised-once')) return
    const list = themes.find(({ id }) => id === home)?.observationIds ?? alone.flatMap(group => group.observationIds)
    const at = list.indexOf(one.id)
    place(one.id, target)
    focus.current = [moverId(list[at + 1] ?? list[at - 1] ?? one.id)]
  }
  const ownOf = (one: Said): void => {
    focus.current = [moverId(one.id)]
    addOf([one.id], called([one.text]))
  }
  const split = (theme: DeskTheme, ids: readonly string[], title: string): void => {
    const canShare = theme.topic === null && theme.item.minutes > 1 && !theme.item.topics
    if (!canShare) return addOf(ids, title)
    tell({ op: 'split', itemId: theme.id, observationIds: [...ids], title, newId: newItem() })
    close()
  }
  /** The next one, and after the last what is still to be sorted. */
  const afterSuggestion = [acceptId, ...alone.flatMap(({ observationIds }) => observationIds.map(moverId)), 'themes']
  const readers = text.note.hint(others)

  return (
    <>
      <div class="curate-top">
        <p class="quiet">{text.lead}</p>
        <p class="actions">
          {themes.length > 1 ? (
            <button type="button" class="button" aria-pressed={isFolded} onClick={() => setFolded(!isFolded)}>
              {text.fold}
            </button>
          ) : null}
          <button type="button" class="button" onClick={() => setOpen({ what: 'add' })}>
            {text.addTheme}
          </button>
          <button type="button" class="button" onClick={() => setOpen({ what: 'ordering' })}>
            {text.order}
          </button>
        </p>
      </div>
      <Others news={kept.news} edits={kept.edits} edited={edited} nameOf={nameOf} read={keeper.read} />
      {refused !== null && open === null ? (
        <p class="notice bad" role="alert">
          {refused}
        </p>
      ) : null}
      <Suggestions
        suggestions={suggestions}
        accept={({ edit }) => {
          focus.current = afterSuggestion
          tell(edit)
        }}
        decline={({ between: [a, b] }) => {
          focus.current = afterSuggestion
          make({ op: 'decline', between: [a, b] }, text.said.declined)
        }}
      />
      <div class={`curate-desk ${isMuchAlone ? 'much-alone' : ''}`}>
        <section aria-labelledby="themes">
          <h2 id="themes" tabIndex={-1} class="visually-hidden">
            {text.themes}
          </h2>
          <div class="board">
            {themes.map((theme, index) => (
              <ThemeCard
                key={theme.id}
                theme={theme}
                number={index + 1}
                of={whole.takenPart?.counted ?? null}
                note={notes.get(theme.id)}
                canJoin={themes.length > 1}
                rename={title => void tell({ op: 'rename', itemId: theme.id, title })}
                ask={question => void tell({ op: 'ask', itemId: theme.id, question })}
                act={action => act(theme, action)}
                drop={id => place(id, theme.id)}
              >
                {isFolded && theme.observationIds.length > 0 ? (
                  <p class="quiet nothing">{text.statements(theme.observationIds.length)}</p>
                ) : theme.observationIds.length > 0 ? (
                  statements(theme.observationIds)
                ) : (
                  <p class="quiet nothing">{text.empty}</p>
                )}
              </ThemeCard>
            ))}
            <NewTheme
              drop={id => {
                const one = byId.get(id)
                if (one) ownOf(one)
              }}
            />
          </div>
        </section>
        <div class="curate-side">
          <Pile drop={id => place(id, 'raised-once')} isEmpty={alone.length === 0}>
            {alone.map(({ title, observationIds }) => (
              <div key={title}>
                {title === '' || observationIds.length === 0 ? null : <h3>{title}</h3>}
                {statements(observationIds, true)}
              </div>
            ))}
          </Pile>
          <OwnNote
            note={notes.get('') ?? ''}
            readers={readers}
            keep={note => void tell({ op: 'note', itemId: null, text: note })}
          />
        </div>
      </div>
      <Cover
        coverage={coverage}
        saving={kept.saving}
        canUndo={keeper.canUndo()}
        undo={undo}
        retry={keeper.retry}
        agenda={href('/reviews/{review}', { review: review.id })}
      />
      <p class="visually-hidden" role="status" data-said>
        {said}
      </p>

      {open === null ? null : (
        <Opened
          open={open}
          edited={edited}
          themes={themes}
          readers={readers}
          refused={refused}
          called={ids => called(ids.map(id => byId.get(id)?.text ?? ''))}
          make={edit => {
            tell(edit)
          }}
          place={place}
          own={ownOf}
          join={(theme, into) => {
            focus.current = [`theme-${into.id}`]
            tell({ op: 'merge', itemId: into.id, from: theme.id })
            close()
          }}
          split={split}
          add={(title, question) => addOf([], title, question)}
          land={id => {
            focus.current = [moverId(id)]
          }}
          close={close}
        />
      )}
    </>
  )
}
