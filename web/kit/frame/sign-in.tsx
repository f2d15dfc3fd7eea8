/** What somebody sees who is not signed in, not any more, or is in neither group that reads here. */
import type { JSX } from 'preact'
import { Mark } from './mark.tsx'
import { useSignIn } from '../session/shell.ts'
import { type FrameWords, frameWords as text } from '../words/reading-en.ts'

const SignInButton = ({ failed: failedBefore }: { failed: boolean }): JSX.Element => {
  const { going, failed, begin } = useSignIn(failedBefore)
  return (
    <>
      {failed ? (
        <p class="notice bad" role="alert">
          {text.failed}
        </p>
      ) : null}
      <p>
        <button type="button" class="button primary large" disabled={going} onClick={begin}>
          {going ? text.going : text.button}
        </button>
      </p>
    </>
  )
}

interface SignedOutProps {
  readonly words: FrameWords
  readonly failed: boolean
  readonly expired: boolean
}

export const SignedOut = ({ words, failed, expired }: SignedOutProps): JSX.Element => (
  <main class="welcome">
    <p class="brand">
      <Mark />
      {text.product} <span class="quiet">{words.page}</span>
    </p>
    <h1>{words.title}</h1>
    <p class="lead">{expired ? text.expired : words.lead}</p>
    <SignInButton failed={failed} />
  </main>
)

export const NotAllowed = ({ words, email }: { words: FrameWords; email: string }): JSX.Element => (
  <section class="teaching">
    <h1 tabIndex={-1}>{words.noGroupTitle}</h1>
    <p>{text.noGroup(email)}</p>
    <SignInButton failed={false} />
  </section>
)
