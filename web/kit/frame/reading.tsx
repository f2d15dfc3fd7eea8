/** The frame around what leadership reads: who is signed in decides what is shown. */
import type { ComponentChildren, JSX } from 'preact'
import { Top } from './top.tsx'
import { signOut, useShell } from '../session/shell.ts'
import { isFacilitator } from '../session/session.ts'
import { NotAllowed, SignedOut } from './sign-in.tsx'
import { type FrameWords, frameWords as text } from '../words/reading-en.ts'

interface Props {
  readonly words: FrameWords
  /** Folder of the page. */
  readonly here: '/trends/' | '/comments/' | '/learning-review/'
  readonly children: ComponentChildren
}

export const Frame = ({ words, here, children }: Props): JSX.Element => {
  const { who, returning, failed, notAllowed } = useShell()
  if (returning) return <p class="centre">{text.finishing}</p>
  if (who.state !== 'signed-in') {
    return <SignedOut words={words} failed={failed} expired={who.state === 'expired'} />
  }
  const { session } = who
  const link = (folder: string, name: string): JSX.Element => (
    <a href={folder} aria-current={folder === here ? 'page' : undefined}>
      {name}
    </a>
  )
  return (
    <>
      <a
        class="skip"
        href="#content"
        onClick={event => {
          // The hash says what is read.
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        {text.skip}
      </a>
      <Top product={text.product} home={here} words={text.nav} session={session} signOut={signOut}>
        {link('/trends/', text.nav.trends)}
        {link('/comments/', text.nav.comments)}
        {link('/learning-review/', text.nav.learningReviews)}
        {isFacilitator(session) ? link('/desk/', text.nav.desk) : null}
      </Top>
      <main id="content" tabIndex={-1}>
        {notAllowed ? <NotAllowed words={words} email={session.email} /> : children}
      </main>
    </>
  )
}
