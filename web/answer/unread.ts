/** Whether no model may read what is written here. Kept beside the draft, as the form on the page has no place for it. */
import type { Keep } from './keep.ts'

export const unreadKey = (place: string): string => `murmur/${place}/unread`

export const isUnread = (storage: Keep, place: string): boolean => storage.getItem(unreadKey(place)) !== null
