/** Fetched only where the terms name a model: the choice that it may not read what is written here. */
import { reading } from '../../functions/domain/words/en.ts'
import { el } from '../kit/plain/dom.ts'
import type { Keep } from './keep.ts'
import { isUnread, unreadKey } from './unread.ts'

export const readingChoice = (storage: Keep, place: string, changed: () => void): HTMLElement => {
  const box = el('input', { type: 'checkbox', id: 'unread', checked: isUnread(storage, place) })
  box.addEventListener('change', () => {
    if (box.checked) storage.setItem(unreadKey(place), '1')
    else storage.removeItem(unreadKey(place))
    changed()
  })
  return el(
    'section',
    { class: 'offer', 'aria-labelledby': 'reading' },
    el('h3', { id: 'reading' }, reading.title),
    el('p', {}, reading.text),
    el('label', {}, box, ' ', reading.refuse),
  )
}
