/** An address that is shown as a link: nobody who presses it runs a script. */
import * as z from 'zod'

export const webAddressSchema = z
  .url({ protocol: /^https?$/ })
  .regex(/^https?:\/\/[^\s<>"]+$/i)
  .max(2000)
