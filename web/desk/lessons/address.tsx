/** The address that stays, to be cited elsewhere. */
import type { JSX } from 'preact'
import { words } from '../words/en.ts'

const text = words.lessons

export const Address = ({ path, tell }: { path: string; tell: (news: string) => void }): JSX.Element => {
  const address = location.origin + path
  return (
    <div class="card">
      <h2>{text.address}</h2>
      <p class="address">
        <code>{address}</code>
        <button
          type="button"
          class="button small"
          onClick={() => {
            navigator.clipboard.writeText(address).then(
              () => tell(text.copied),
              () => tell(address),
            )
          }}
        >
          {text.copy}
        </button>
      </p>
    </div>
  )
}
