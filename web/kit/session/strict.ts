/** The page's content security policy forbids making code from text: schemas must not try, so this comes first. */
import * as z from 'zod'

z.config({ jitless: true })
