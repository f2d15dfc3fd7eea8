/**
 * The first script: takes the link out of the address bar, keeps the draft, fills in the facts. Whatever seals, sends,
 * looks for names or speaks of trouble comes later, in `later.ts`.
 */
import type { BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { type Link, parseFragment, parseResults } from '../../functions/domain/ballot/link.ts'
import { facts } from '../../functions/domain/words/en.ts'
import { byId } from '../kit/plain/dom.ts'
import { addChoices, merged, readDraft, showDraft } from './draft.ts'
import { showFacts, tag, untilClose } from './facts.ts'
import { placeOf, recall, remember } from './keep.ts'
import { inTurn, type Participant, readForm, readNames } from './form.ts'
import type { Controls } from './later.ts'
import { retrying } from './retrying.ts'
import type { Session } from './session.ts'
import { enter, keptLinks, resumable, storageOf, takeFragment } from './source.ts'
import { bytesLeft } from './texts.ts'
import { codeOf, type TroubleCode } from './trouble.ts'

/** Put in by the build: what comes after the first question can be used. */
declare const laterScript: string
declare const laterStyle: string

const storage = storageOf('localStorage')
const tab = storageOf('sessionStorage')
const questions = document.querySelector<HTMLFormElement>('#form')
const pseudonym = document.querySelector<HTMLOutputElement>('#pseudonym')

const say = (id: string, text: string): void => {
  const target = byId(id)
  if (target && target.textContent !== text) target.textContent = text
}

const fetchLater = retrying<typeof import('./later.ts')>(laterScript)
const loadLater = async (): Promise<typeof import('./later.ts')> => {
  if (!document.querySelector('link[rel=stylesheet]')) {
    const style = document.createElement('link')
    style.rel = 'stylesheet'
    style.href = laterStyle
    document.head.append(style)
  }
  try {
    return await fetchLater()
  } catch (error) {
    say('status', facts.offline)
    throw error
  }
}

const inTabs = inTurn()
const exclusively: Participant['exclusively'] = (place, work) =>
  'locks' in navigator ? navigator.locks.request(`murmur/${place}`, work) : inTabs(place, work)

const count = (content: BallotContent, sealedBytes: number): void => {
  const left = bytesLeft(content, sealedBytes)
  const size = Math.abs(left).toLocaleString(tag())
  say('left', left < 0 ? facts.over(size) : facts.left(size))
}

const begin = (link: Link, form: HTMLFormElement): void => {
  enter(link, storage, tab)
  const place = placeOf(link)
  const participant: Participant = { link, storage, exclusively, site: '', fetch: (...call) => fetch(...call) }

  const settle = (): void => {
    const content = session.read()
    count(content, session.form?.sealedBytes ?? Number(document.body.dataset['sealedBytes']))
    const signs = [...form.querySelectorAll('select')].some(({ value }) => value === 'signed')
    byId('sign')?.toggleAttribute('hidden', !signs)
    try {
      remember(storage, place, 'draft', content)
    } catch {
      say('kept', facts.keptNot)
    }
  }
  const session: Session = {
    participant,
    place,
    questions: form,
    form: recall(storage, place, 'form'),
    names: null,
    read: () => readDraft(form, pseudonym?.value ?? ''),
    show: content => {
      showDraft(form, content)
      if (pseudonym) pseudonym.value = content.pseudonym
      settle()
    },
    refresh: async () => {
      session.form = await readForm(participant)
      await showKnown()
    },
  }
  const showKnown = async (): Promise<void> => {
    if (!session.form) return
    session.names ??= await readNames(link, session.form)
    showFacts(session.form, link.cohort, session.names, Date.now())
  }

  const draft = recall(storage, place, 'draft')
  if (draft) session.show(merged(draft, session.read()))
  else settle()
  form.addEventListener('input', settle)
  form.addEventListener('submit', event => event.preventDefault())
  setInterval(() => session.form && say('closes-more', untilClose(session.form.closesAt, Date.now())), 20_000)

  const proceed = async (): Promise<Controls> => {
    let trouble: TroubleCode | null = null
    await showKnown()
    try {
      await session.refresh()
    } catch (error) {
      trouble = codeOf(error)
    }
    return (await loadLater()).attach(session, trouble)
  }
  let controls: Promise<Controls> | null = null
  const ready = (): Promise<Controls> => {
    controls ??= proceed()
    controls.catch(() => {
      controls = null
    })
    return controls
  }
  ready().catch(() => {})
  byId('look')?.addEventListener('click', event => {
    if (event.isTrusted) {
      ready()
        .then(({ look }) => look())
        .catch(() => {})
    }
  })
}

const start = (form: HTMLFormElement): void => {
  addChoices(form)
  const kept = keptLinks(storage, document.body.dataset['instrument'] ?? '')
  const closed = parseResults(location.hash)
  const link = closed
    ? (kept.find(each => each.link.surveyId === closed)?.link ?? null)
    : (takeFragment() ?? resumable(storage, tab, kept, Date.now()))
  if (link) begin(link, form)
  else if (closed) {
    loadLater()
      .then(module => module.showResults(form, closed))
      .catch(() => {})
  } else {
    loadLater()
      .then(module => module.askForLink(kept, chosen => begin(chosen, form)))
      .catch(() => {})
  }
}

if (questions) {
  start(questions)
  // A link pasted into the address bar of an open page changes the fragment alone.
  addEventListener('hashchange', () => parseFragment(location.hash) && location.reload())
}
