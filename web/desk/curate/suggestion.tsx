/** What might belong together, one at a time, with the reason and what would come of it. Nothing is joined by itself. */
import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import type { Suggestion } from '../../../functions/domain/agenda/suggestions.ts'
import { curateWords } from '../words/en-curate.ts'
import { beginning, longestOffered } from './said.ts'

const text = curateWords.suggestion

export const acceptId = 'suggestion-accept'

interface Props {
  readonly suggestions: readonly Suggestion[]
  readonly accept: (suggestion: Suggestion) => void
  readonly decline: (suggestion: Suggestion) => void
}

export const Suggestions = ({ suggestions, accept, decline }: Props): JSX.Element | null => {
  const [passed, setPassed] = useState(0)
  const at = passed % Math.max(1, suggestions.length)
  const one = suggestions[at]
  if (!one) return null
  const what = one.kind === 'merge' ? one.what : beginning(one.what, longestOffered)
  const into = one.kind === 'add' ? beginning(one.into, longestOffered) : one.into
  return (
    <section class="suggestion" aria-labelledby="suggestion">
      <h2 id="suggestion">{text.heading(at + 1, suggestions.length)}</h2>
      <p>
        <strong>{text[one.kind](what, into)}</strong> {one.shared.length > 0 ? text.why(one.shared) : null}{' '}
        {text.result(one.statements, one.voices)}
      </p>
      <p class="actions">
        <button id={acceptId} type="button" class="button small" onClick={() => accept(one)}>
          {text.accept[one.kind]}
        </button>
        <button type="button" class="button small quiet" onClick={() => decline(one)}>
          {text.decline}
        </button>
        {suggestions.length > 1 ? (
          <button type="button" class="button small quiet" onClick={() => setPassed(at + 1)}>
            {text.later}
          </button>
        ) : null}
      </p>
    </section>
  )
}
