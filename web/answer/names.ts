/** Names in what was written, and the offer to put a role in their place. */
import { findNames } from '../../functions/domain/synthesis/redaction.ts'
import type { Redaction } from '../../functions/domain/synthesis/stand-ins.ts'
import { naming } from '../../functions/domain/words/en.ts'
import { button, type Child, el } from '../kit/plain/dom.ts'
import { questionsOf, textOf } from './draft.ts'
import type { Session } from './session.ts'

interface NameFound {
  readonly box: HTMLTextAreaElement
  readonly found: Redaction
}

const namesIn = ({ questions, names }: Session): NameFound[] =>
  questionsOf(questions).flatMap(question => {
    const box = textOf(question)
    return box ? findNames(box.value, names?.people ?? []).map(found => ({ box, found })) : []
  })

/** The later ones first: a replacement moves what stands behind it. */
const replaceNames = (names: readonly NameFound[]): void => {
  for (const { box, found } of [...names].sort((a, b) => b.found.start - a.found.start)) {
    box.value = box.value.slice(0, found.start) + found.replacement + box.value.slice(found.end)
  }
}

const excerpt = (text: string, { start, end }: Redaction): string => text.slice(start, end).replaceAll(/\s+/g, ' ')

/** An offer, not a rule: whoever wrote it decides. `replaced` is called afterwards. */
export const nameOffer = (session: Session, replaced: () => void): Child[] => {
  const names = namesIn(session)
  if (names.length === 0) return []
  const replace = (chosen: readonly NameFound[]): void => {
    replaceNames(chosen)
    replaced()
  }
  const rows = names.map(name => {
    const label = naming.replace(excerpt(name.box.value, name.found), name.found.replacement)
    const press = button(naming.replaceButton, '', () => replace([name]))
    press.setAttribute('aria-label', `${naming.replaceButton}: ${label}`)
    return el('li', { class: 'row' }, el('span', {}, label), press)
  })
  return [
    el(
      'section',
      { class: 'offer', 'aria-labelledby': 'names' },
      el('h3', { id: 'names', tabindex: '-1' }, naming.title),
      el('p', {}, document.body.dataset['survey'] === 'pulse' ? naming.textPulse : naming.text),
      el('ul', {}, ...rows),
      el('p', { class: 'note' }, naming.others),
      names.length > 1 ? button(naming.replaceAll, '', () => replace(names)) : null,
    ),
  ]
}
