/** A record as it is typed: it may hold lines without words yet, and more than what can be saved. */
import * as z from 'zod'
import { type RecordContent, recordContentSchema, recordInputSchema } from '../../../functions/domain/review/record.ts'

/** What can be done about what cannot be saved. */
export type Excess = 'too_long' | 'too_many'

const { factors, decisions } = recordContentSchema.shape

/** Nothing that somebody typed is dropped for its length: it stays in the tab until it is shortened. */
const typedSchema = z.object({
  understanding: z.string(),
  factors: z.array(factors.unwrap().element.extend({ text: z.string() })),
  decisions: z.array(decisions.unwrap().element.extend({ text: z.string(), tradeOffs: z.string() })),
})

/** What was typed and not saved, with what it began from: somebody else may save before this tab is opened again. */
export const unsavedSchema = z.object({ base: recordInputSchema, typed: typedSchema })

/** What would be saved of what is typed: lines without words are none. */
export const contentOf = (typed: RecordContent): RecordContent => ({
  understanding: typed.understanding.trim(),
  factors: typed.factors.flatMap(({ text, confirmed }) => (text.trim() ? [{ text: text.trim(), confirmed }] : [])),
  decisions: typed.decisions.flatMap(({ text, tradeOffs, confirmed }) =>
    text.trim() ? [{ text: text.trim(), tradeOffs: tradeOffs.trim(), confirmed }] : [],
  ),
})

/** Null where it can be saved. */
export const excessOf = (content: RecordContent): Excess | null => {
  const parsed = recordContentSchema.safeParse(content)
  if (parsed.success) return null
  return parsed.error.issues.some(({ path }) => path.length === 1 && path[0] !== 'understanding')
    ? 'too_many'
    : 'too_long'
}

/** A blank that was typed a moment ago is the beginning of the next word. */
const asTyped = (content: string, typed: string | undefined): string =>
  typed !== undefined && content === typed.trim() ? typed : content

/** The content that others' words were taken into, as whoever types here goes on with it. */
export const goneOnWith = (content: RecordContent, typed: RecordContent): RecordContent => {
  const factorOf = (text: string) => typed.factors.find(one => one.text.trim() === text)
  const decisionOf = (text: string) => typed.decisions.find(one => one.text.trim() === text)
  return {
    understanding: asTyped(content.understanding, typed.understanding),
    factors: [
      ...content.factors.map(one => ({ ...one, text: asTyped(one.text, factorOf(one.text)?.text) })),
      ...typed.factors.filter(({ text }) => text.trim() === ''),
    ],
    decisions: [
      ...content.decisions.map(one => {
        const own = decisionOf(one.text)
        return { ...one, text: asTyped(one.text, own?.text), tradeOffs: asTyped(one.tradeOffs, own?.tradeOffs) }
      }),
      ...typed.decisions.filter(({ text }) => text.trim() === ''),
    ],
  }
}
