/** Fetched where a survey asks for a sign-in, and nowhere else: why, who sees what, and the way there and back. */
import { signIn, troubles } from '../../functions/domain/words/en.ts'
import { button, type Child, el } from '../kit/plain/dom.ts'
import { beginSignIn, finishFrom } from '../kit/session/oidc.ts'
import { call } from './form.ts'
import type { Keep } from './keep.ts'
import type { Session } from './session.ts'
import { dropSignedIn, isOfSignIn, keepSignedIn, signedIn, type SignInTrouble } from './signed-in.ts'
import { codeOf } from './trouble.ts'

/** `failed`: one that was begun came to nothing. */
export type Why = 'first' | 'failed' | SignInTrouble

const saidFirst = (): Child[] => [
  el('p', {}, signIn.text),
  el('h3', {}, signIn.who),
  el('ul', {}, ...signIn.seen.map(said => el('li', {}, said))),
]

/** `back`: to what is written. Whose link it is is said nowhere: whoever reads this may be somebody else. */
export const signInNodes = ({ participant, isKept, read }: Session, why: Why, back: () => void): Child[] => {
  const isFirst = why === 'first' || why === 'failed'
  const [title, todo] = isFirst ? [signIn.title, ''] : troubles[why]
  const hasWritten = !isFirst && Object.keys(read().answers).length > 0
  const asSomebodyElse = why === 'not_its_owner' || why === 'address_not_verified'
  const who = signedIn(participant.tab)
  // It is of no more use: a reload asks anew.
  dropSignedIn(participant.tab)
  const alarm = el('p', { role: 'alert', class: 'alarm' }, why === 'failed' ? signIn.failed : '')
  const status = el('p', { role: 'status', class: 'progress' })
  let going = false
  const rest = (): void => {
    going = false
    status.textContent = ''
  }
  const go = (): void => {
    if (going) return
    going = true
    alarm.textContent = ''
    status.textContent = signIn.going
    beginSignIn('', asSomebodyElse).catch(() => {
      rest()
      alarm.textContent = signIn.unreachable
    })
  }
  // Back from the sign-in, a browser may show the page as it was left.
  addEventListener('pageshow', rest)
  const press = button(asSomebodyElse ? signIn.pressAnother : signIn.press, 'main', go)
  const section = el(
    'section',
    { class: 'sign-in' },
    el('h2', { tabindex: '-1' }, title),
    todo ? el('p', {}, todo) : null,
    asSomebodyElse && who ? el('p', { class: 'note' }, signIn.as(who.email)) : null,
    ...(isFirst ? saidFirst() : []),
    isKept() ? null : el('p', { class: 'warn' }, signIn.unkept),
    el('div', { class: 'row' }, isKept() ? press : null, hasWritten ? button(signIn.back, '', back) : null),
    alarm,
    status,
  )
  return [section]
}

/** False where the provider let nobody in, or its answer is to no question of this tab. */
export const finish = async (tab: Keep, answer: string): Promise<boolean> => {
  try {
    keepSignedIn(tab, await finishFrom(new URL(answer, location.href)))
    return true
  } catch {
    return false
  }
}

/**
 * Why the link is not theirs who signed in here; null where it is, and where nobody can tell now, which Send then does.
 */
export const refusedOwner = async ({ participant, place }: Session): Promise<SignInTrouble | null> => {
  const { link, tab } = participant
  const who = signedIn(tab)
  if (!tab || !who) return 'sign_in_needed'
  try {
    const { surveyId, token } = link
    await call(participant, 'POST', '/api/owners', { surveyId, token, idToken: who.idToken })
    keepSignedIn(tab, { ...who, owns: place })
    return null
  } catch (error) {
    const code = codeOf(error)
    return isOfSignIn(code) ? code : null
  }
}
