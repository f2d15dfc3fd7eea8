/** The frame of every signed-in page: where one can go, who is signed in, and the page itself. */
import type { ComponentChildren, JSX } from 'preact'
import { useEffect, useId } from 'preact/hooks'
import { type Role, rolesOf, type Session } from '../session/session.ts'
import { frameWords as text } from '../words/reading-en.ts'
import { type DoorId, doorsFor, groupsFor } from './doors.ts'
import { Icon } from './icon.tsx'
import { keepFocus } from './kept-focus.ts'
import { LanguageChoice } from './language.tsx'

const Logo = (): JSX.Element => (
  <>
    <Icon name="mark" class="mark" />
    {text.product}
  </>
)

/** Where there is nowhere to go yet. */
export const Brand = (): JSX.Element => (
  <span class="brand">
    <Logo />
  </span>
)

interface Props {
  readonly session: Session
  /** The door behind which the page lies; none where there is no such page. */
  readonly here: DoorId | undefined
  /** A page with another key is another page: it begins anew. */
  readonly page: string
  readonly signOut: () => Promise<void>
  readonly children: ComponentChildren
}

export const Frame = ({ session, here, page, signOut, children }: Props): JSX.Element => {
  const roles = rolesOf(session)
  const name = session.name || session.email
  useEffect(keepFocus, [])
  return (
    <>
      <a
        class="skip"
        href="#content"
        onClick={event => {
          // The hash says which page it is.
          event.preventDefault()
          document.getElementById('content')?.focus()
        }}
      >
        {text.skip}
      </a>
      <div class="app">
        <header class="side">
          <a class="brand" href={doorsFor(roles)[0]?.address ?? '/trends/'}>
            <Logo />
          </a>
          <Doors roles={roles} here={here} />
          <div class="account">
            <span class="initials" aria-hidden="true">
              {initialsOf(name)}
            </span>
            <div>
              <span class="who" title={session.email}>
                {name}
              </span>
              <button type="button" class="link" onClick={() => void signOut()}>
                {text.nav.signOut}
              </button>
              <LanguageChoice />
            </div>
          </div>
        </header>
        <main id="content" tabIndex={-1} key={page}>
          {children}
        </main>
      </div>
    </>
  )
}

const initialsOf = (name: string): string =>
  name
    .split(/[\s@.]+/)
    .slice(0, 2)
    .map(part => part.slice(0, 1).toUpperCase())
    .join('')

/** Beside the page each group lies open; on a phone it is a tab that opens its list, which Escape and leaving close. */
const Doors = ({ roles, here }: { roles: readonly Role[]; here: DoorId | undefined }): JSX.Element => {
  const id = useId()
  return (
    <nav class="doors" aria-label={text.nav.label}>
      {groupsFor(roles).map(({ name, icon, doors }, index) => {
        const list = `${id}-${index}`
        const links = doors.map(door => (
          <a
            key={door.id}
            href={door.address}
            class={doors.length === 1 ? 'tab' : undefined}
            aria-current={door.id === here ? 'page' : undefined}
          >
            <Icon name={door.icon} />
            {door.name}
          </a>
        ))
        return doors.length === 1 ? (
          links
        ) : (
          <div
            key={name}
            onFocusOut={({ currentTarget, relatedTarget }) => {
              const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
              if (!isInside) currentTarget.querySelector<HTMLElement>(':popover-open')?.hidePopover()
            }}
          >
            <h2 id={`${list}-name`}>{name}</h2>
            <button type="button" class={doors.some(door => door.id === here) ? 'here' : ''} popovertarget={list}>
              <Icon name={icon} />
              {name}
            </button>
            <ul
              id={list}
              popover="auto"
              aria-labelledby={`${list}-name`}
              onClick={({ currentTarget }) => {
                if (currentTarget.matches(':popover-open')) currentTarget.hidePopover()
              }}
            >
              {links.map(link => (
                <li key={link.key}>{link}</li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}
