/** Reads the form and checks it, and fills in what only the survey knows. */
import { byId } from '../kit/plain/dom.ts'
import { showFacts, untilClose } from './facts.ts'
import { readForm, readNames } from './form.ts'
import type { Session } from './session.ts'
import { needsOwner } from './signed-in.ts'
import { codeOf, type TroubleCode } from './trouble.ts'

const show = async (session: Session): Promise<void> => {
  const { form, participant } = session
  if (!form) return
  session.names ??= await readNames(participant.link, form)
  showFacts(form, participant.link.cohort, session.names, Date.now())
  // Another script asks for it; nobody should begin to write meanwhile.
  if (needsOwner(session)) session.questions.hidden = true
}

/** Refuses as `readForm`. */
export const refresh = async (session: Session): Promise<void> => {
  session.form = await readForm(session.participant)
  await show(session)
}

/** First what this browser kept, then what the server says now. Gives what kept it from being read, if anything did. */
export const beginKnown = async (session: Session): Promise<TroubleCode | null> => {
  setInterval(() => {
    const left = byId('closes-more')
    if (left && session.form) left.textContent = untilClose(session.form.closesAt, Date.now())
  }, 20_000)
  await show(session)
  try {
    await refresh(session)
    return null
  } catch (error) {
    return codeOf(error)
  }
}
