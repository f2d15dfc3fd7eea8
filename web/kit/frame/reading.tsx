/** The pages that leadership reads too: who is signed in decides what is shown. */
import type { ComponentChildren, JSX } from 'preact'
import { signOut, useShell } from '../session/shell.ts'
import { type FrameWords, frameWords as text } from '../words/reading-en.ts'
import type { DoorId } from './doors.ts'
import { Frame } from './frame.tsx'
import { NotAllowed, SignedOut } from './sign-in.tsx'

interface Props {
  readonly words: FrameWords
  readonly here: DoorId
  readonly children: ComponentChildren
}

export const ReadingFrame = ({ words, here, children }: Props): JSX.Element => {
  const { who, returning, failed, notAllowed } = useShell()
  if (returning) return <p class="centre">{text.finishing}</p>
  if (who.state !== 'signed-in') {
    const lead = who.state === 'expired' ? text.expired : words.lead
    return <SignedOut page={words.page} title={words.title} lead={lead} failed={failed} />
  }
  const { session } = who
  return (
    <Frame session={session} here={here} page={here} signOut={signOut}>
      {notAllowed ? (
        <NotAllowed why={notAllowed} email={session.email} title={words.noGroupTitle}>
          {text.noGroup(session.email)}
        </NotAllowed>
      ) : (
        children
      )}
    </Frame>
  )
}
