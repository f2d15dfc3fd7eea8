/** What somebody sees who is not signed in, not any more, or not as a facilitator. */
import type { JSX } from 'preact'
import { Dialog } from '../controls/dialog.tsx'
import { Mark } from './mark.tsx'
import { Notice } from '../controls/notice.tsx'
import { leaveOnPurpose } from '../load/draft.ts'
import { words } from '../words/en.ts'
import { signOut as endSignIn, useSignIn } from '../session/shell.ts'

const text = words.signIn

/** What was typed goes with the page, on purpose. */
export const signOut = (): Promise<void> => {
  leaveOnPurpose()
  return endSignIn()
}

const Failed = (): JSX.Element => (
  <Notice tone="bad" title={text.failed} live="alert">
    <p>{text.failedDetail}</p>
  </Notice>
)

export const SignedOut = ({ failed: failedBefore }: { failed: boolean }): JSX.Element => {
  const { going, failed, begin } = useSignIn(failedBefore, leaveOnPurpose)
  return (
    <main class="welcome">
      <p class="brand">
        <Mark />
        {words.product} <span class="quiet">{words.desk}</span>
      </p>
      <h1>{text.title}</h1>
      <p class="lead">{text.lead}</p>
      <ul class="points">
        {text.points.map(point => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {failed ? <Failed /> : null}
      <p>
        <button type="button" class="button primary large" disabled={going} onClick={begin}>
          {going ? text.going : text.button}
        </button>
      </p>
    </main>
  )
}

/** Stands over the page, which keeps what was typed. */
export const Expired = ({ failed: failedBefore }: { failed: boolean }): JSX.Element => {
  const { going, failed, begin } = useSignIn(failedBefore, leaveOnPurpose)
  return (
    <Dialog title={text.expiredTitle} close={() => {}}>
      <p>{text.expired}</p>
      {failed ? <Failed /> : null}
      <div class="actions end">
        <button type="button" class="button primary" disabled={going} onClick={begin}>
          {going ? text.going : text.again}
        </button>
      </div>
    </Dialog>
  )
}

export const NotAllowed = ({ email }: { email: string }): JSX.Element => {
  const { going, failed, begin } = useSignIn(false, leaveOnPurpose)
  return (
    <section class="teaching">
      <h1 tabIndex={-1}>{text.noGroupTitle}</h1>
      <p>{text.noGroup(email)}</p>
      <p>
        {text.leadership} <a href="/trends/">{words.nav.trends}</a>,{' '}
        <a href="/learning-review/">{text.learningReviews}</a>
      </p>
      {failed ? <Failed /> : null}
      <p class="actions">
        <button type="button" class="button primary" disabled={going} onClick={begin}>
          {text.again}
        </button>
      </p>
    </section>
  )
}
