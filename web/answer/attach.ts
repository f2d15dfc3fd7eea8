/**
 * Once it is known what the survey says: the last step, and what is fetched for it. Nothing here runs a request that changes
 * anything without a trusted press.
 */
import { drawAnother, drawPseudonym } from '../../functions/domain/ballot/pseudonyms.ts'
import { facts } from '../../functions/domain/words/en.ts'
import { randomBytes } from '../kit/plain/bytes.ts'
import { byId } from '../kit/plain/dom.ts'
import { questionsOf } from './draft.ts'
import { finish, type Finish } from './finish.ts'
import { hasList, invitedWith } from './form.ts'
import { ownerOf, recall } from './keep.ts'
import { loadLater, loadStyle, loadWording } from './loading.ts'
import { type Part, retrying } from './retrying.ts'
import type { Session } from './session.ts'
import { needsOwner } from './signed-in.ts'
import type { TroubleCode } from './trouble.ts'

/** Put in by the build: fetched only where it is wanted. */
declare const amongPart: Part

const offline = (): void => {
  const status = byId('status')
  if (status) status.textContent = facts.offline
}

/** Says so where it could not be fetched. */
export const orOffline = async <Module>(fetched: Promise<Module>): Promise<Module> => {
  try {
    return await fetched
  } catch (error) {
    offline()
    throw error
  }
}

const pressMilliseconds = 350
/** Nobody is in the middle of a sentence any more. */
const pauseMilliseconds = 2_500

/** Quiet: under the answer, once it is left, or rests. */
const hintIn = (session: Session): void => {
  for (const question of questionsOf(session.questions)) {
    const box = question.querySelector('textarea')
    if (!box) continue
    let waiting: ReturnType<typeof setTimeout> | undefined
    const after = (milliseconds: number): void => {
      clearTimeout(waiting)
      waiting = setTimeout(() => {
        loadWording().then(
          ({ hint }) => hint(question, box),
          () => {},
        )
      }, milliseconds)
    }
    // Once the press that left the box is over: what moves under a finger is pressed in vain.
    box.addEventListener('change', () => after(pressMilliseconds))
    box.addEventListener('input', () => after(pauseMilliseconds))
  }
}

const draw = (session: Session): void => {
  const output = session.questions.querySelector<HTMLOutputElement>('#pseudonym')
  if (!output) return
  const taken = new Set([output.value])
  output.value = drawAnother(randomBytes(16), taken) ?? drawPseudonym(randomBytes(2))
  session.settle()
}

/** Other tabs of this browser work on the same answer: this one follows, field by field. */
const follow = (session: Session, last: Finish): void => {
  addEventListener('storage', event => {
    const owner = event.key === null ? null : ownerOf(event.key)
    if (event.key !== null && owner?.place !== session.place) return
    if (event.key === null || (owner?.name === 'link' && event.newValue === null)) location.reload()
    else if (owner?.name === 'cast' && event.newValue !== null) {
      orOffline(loadLater()).then(
        ({ restore }) => restore(session, last, null),
        () => {},
      )
    } else if (owner?.name === 'draft' && event.newValue !== null) {
      session.settle()
      last.draw()
    }
  })
}

const loadAmong = retrying<typeof import('./among.ts')>(amongPart)

/** Whom one is counted among, each time that part of the page is opened. */
const offerList = ({ participant, form }: Session): void => {
  const [asked, place] = [document.querySelector<HTMLDetailsElement>('#asked'), byId('among')]
  if (!asked || !place || !form || !hasList(form, participant.link)) return
  const fill = async (): Promise<void> => {
    if (asked.open) await (await loadAmong()).showAmong(place, participant, invitedWith(form, participant.link))
  }
  const filled = (): void => void fill().catch(offline)
  asked.addEventListener('toggle', filled)
  filled()
}

/** Whoever writes for the first time, in a survey that they may simply answer, needs nothing more yet. */
const isPlain = (session: Session, trouble: TroubleCode | null): boolean => {
  const { storage } = session.participant
  const begun = (['pass', 'cast', 'pending'] as const).some(name => recall(storage, session.place, name) !== null)
  return trouble === null && !begun && !needsOwner(session)
}

export interface Controls {
  /** The last step is on the screen. */
  readonly arrive: () => void
}

/** Called once, with what kept the form from being read, if anything did. */
export const attach = async (session: Session, trouble: TroubleCode | null): Promise<Controls> => {
  const { questions } = session
  // What stands in the way is said before anybody may write.
  const later = isPlain(session, trouble) ? null : await orOffline(loadLater())
  if (byId('pseudonym') && !session.read().pseudonym) draw(session)
  const sent = byId('sent')
  if (sent) sent.textContent = facts.sent
  const last = finish(session)
  byId('redraw')?.addEventListener('click', event => {
    if (!event.isTrusted) return
    draw(session)
    last.draw()
  })
  hintIn(session)
  const forget = byId('forget')
  void loadStyle().then(() => forget?.toggleAttribute('hidden', 'instead' in document.body.dataset))
  forget?.firstElementChild?.addEventListener('click', event => {
    if (event.isTrusted)
      orOffline(loadLater()).then(
        ({ askToForget }) => askToForget(session),
        () => {},
      )
  })
  offerList(session)
  follow(session, last)
  // For what comes after the first words: nobody waits for it then.
  const wanted = (): void => {
    loadLater().catch(() => {})
    loadWording().catch(() => {})
  }
  questions.addEventListener('input', wanted, { once: true })
  if (later) void later.begin(session, last, trouble)
  else questions.hidden = false
  return {
    arrive: () => {
      wanted()
      last.draw()
    },
  }
}
