/** What a page of a list is asked for with. */
import * as z from 'zod'
import { limitMaximum } from '../domain/page.ts'

export const limitSchema = z.coerce.number().int().min(1).max(limitMaximum)
/** As `Link` gives it. */
export const cursorSchema = z.string().max(2000)

export const pageQuery = { limit: limitSchema, cursor: cursorSchema } as const
