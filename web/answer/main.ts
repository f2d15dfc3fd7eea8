/**
 * The first script: takes the link out of the address bar, keeps the draft, walks from question to question, shows what the
 * survey knows, and seals and sends. What comes after that, and whatever stands in its way, is said by `later.ts`.
 */
import type { Link } from '../../functions/domain/ballot/link.ts'
import { facts } from '../../functions/domain/words/en.ts'
import { byId } from '../kit/plain/dom.ts'
import { questionsOf, readContent, readFields, showFields, textOf, useField } from './draft.ts'
import { tag } from './facts.ts'
import { agreed, type Stamped, valuesOf } from './fields.ts'
import { type Keep, keeping, keyOf, placeOf, recall, remember } from './keep.ts'
import { asParticipant, inTurn, type Participant } from './form.ts'
import { beginKnown, refresh } from './known.ts'
import { attach, type Controls, orOffline } from './attach.ts'
import { loadLater } from './loading.ts'
import type { Session } from './session.ts'
import { enter, keptLinks, opened, resumable, storageOf } from './source.ts'
import { walk } from './steps.ts'
import { bytesLeft, charactersIn } from './texts.ts'

const { search } = location

const say = (id: string, text: string): void => {
  const target = byId(id)
  if (target && target.textContent !== text) target.textContent = text
}

let isKept = true
const own = storageOf('localStorage')
const tab = storageOf('sessionStorage')
const storage = keeping(own, () => {
  isKept = false
  byId('unkept')?.removeAttribute('hidden')
  say('unkept', facts.unkept)
  say('kept', facts.keptNot)
})

const inTabs = inTurn()
const exclusively: Participant['exclusively'] = (place, work) =>
  'locks' in navigator ? navigator.locks.request(`murmur/${place}`, work) : inTabs(place, work)

/** The letters of the box that is on the screen say how many more of them fit. */
const typed = (form: HTMLFormElement): string =>
  questionsOf(form)
    .map(question => (question.offsetParent ? (textOf(question)?.value ?? '') : ''))
    .join('')

const begin = (link: Link, form: HTMLFormElement): void => {
  enter(link, storage, tab, own)
  const place = placeOf(link)
  // The form is on its way beside the script that reads it.
  let early: Promise<Response> | null = fetch(`/api/surveys/${link.surveyId}/form`, asParticipant())
  early.catch(() => {})
  const call: typeof fetch = (...request) => {
    const taken = early
    early = null
    return taken ?? fetch(...request)
  }
  const isForgotten = (): boolean => recall(storage, place, 'link') === null
  const whileKnown: Keep = {
    ...storage,
    setItem: (key, value) => {
      // What is on its way brings nothing back.
      if (key !== keyOf(place, 'link') && isForgotten()) throw new DOMException('forgotten', 'InvalidStateError')
      storage.setItem(key, value)
    },
  }
  const participant: Participant = { link, storage: whileKnown, tab, exclusively, site: '', fetch: call }
  let base: Stamped = {}

  const count = (): void => {
    const left = bytesLeft(readContent(form), session.form?.sealedBytes ?? Number(document.body.dataset['sealedBytes']))
    const size = charactersIn(left, typed(form)).toLocaleString(tag())
    const isSaid = left < 0 || typed(form) !== ''
    say('left', !isSaid ? '' : left < 0 ? facts.over(size) : facts.left(size))
  }
  const settle = (): void => {
    if (isForgotten()) return
    const kept = recall(storage, place, 'draft') ?? {}
    base = agreed(base, kept, readFields(form), { [useField]: 'verbatim' })
    showFields(form, valuesOf(base))
    if (JSON.stringify(base) !== JSON.stringify(kept)) remember(storage, place, 'draft', base)
    count()
    steps.settle()
  }
  const arrived = (name: string): void => {
    if (name === 'use')
      ready().then(
        ({ arrive }) => arrive(),
        () => {},
      )
  }
  let controls: Promise<Controls> | null = null
  const ready = (): Promise<Controls> => {
    controls ??= proceed()
    controls.catch(() => {
      controls = null
    })
    return controls
  }
  const steps = walk(form, name => {
    count()
    arrived(name)
  })
  const session: Session = {
    participant,
    place,
    questions: form,
    search,
    form: recall(storage, place, 'form'),
    names: null,
    isKept: () => isKept,
    isForgotten,
    steps,
    read: () => readContent(form),
    settle,
    refresh: () => refresh(session),
  }
  const proceed = async (): Promise<Controls> => attach(session, await beginKnown(session))

  settle()
  steps.begin()
  form.addEventListener('input', settle)
  form.addEventListener('submit', event => event.preventDefault())
  // A tab that slept takes over what another has kept since, before anybody types in it.
  const wake = (): void => {
    if (form.hidden || !isForgotten()) settle()
    else location.reload()
  }
  for (const woken of ['focus', 'pageshow']) addEventListener(woken, wake)
  for (const woken of ['visibilitychange', 'resume']) document.addEventListener(woken, wake)
  addEventListener('beforeunload', event => {
    if (!isKept && Object.keys(readContent(form).answers).length > 0 && !recall(storage, place, 'cast')) {
      event.preventDefault()
    }
  })
  // What was hidden until a script says why is seen again where that does not come.
  ready().catch(() => {
    form.hidden = false
  })
}

const start = (form: HTMLFormElement): void => {
  const kept = keptLinks(own, document.body.dataset['instrument'] ?? '')
  const found = opened()
  const link =
    found && 'link' in found
      ? found.link
      : found && 'results' in found
        ? (kept.find(each => each.link.surveyId === found.results)?.link ?? null)
        : found
          ? null
          : resumable(tab, kept, Date.now())
  if (link) return begin(link, form)
  const ask = async (): Promise<void> => {
    const later = await orOffline(loadLater())
    if (found && 'results' in found) later.showResults(form, found.results)
    else later.askForLink(kept, found && 'unread' in found ? found.unread : '', chosen => begin(chosen, form))
  }
  ask().catch(() => {})
}

const questions = document.querySelector<HTMLFormElement>('#form')
if (questions) {
  start(questions)
  // A link pasted into the address bar of an open page changes the fragment alone.
  addEventListener('hashchange', () => opened() && location.reload())
}
