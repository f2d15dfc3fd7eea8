/** An address that is shown as a link: nobody who presses it runs a script. */
import * as z from 'zod'

export const webAddressSchema = z
  .url({ protocol: /^https?$/ })
  .regex(/^https?:\/\/[^\s<>"]+$/i)
  .max(2000)

/**
 * What two addresses of one document have in common: people write it with and without a slash at the end, and their
 * tools in capitals and without. Two documents whose addresses differ in nothing else are never meant beside each other.
 */
export const documentOf = (url: string): string => {
  const { origin, pathname, search, hash } = new URL(url)
  const path = pathname.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '')
  return `${origin}${path}${search}${hash.replace(/\/$/, '')}`.toLowerCase()
}
