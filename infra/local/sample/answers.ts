/** What the people of the sample organisation answered. The people and everything they say are made up. */
import type { Answer } from '../../../functions/domain/ballot/ballot.ts'
import { sampleAnswers } from './data.ts'

type Said = Readonly<Record<string, string>>

const answersOf = (said: Said): Record<string, Answer> =>
  Object.fromEntries(
    Object.entries(said).map(([item, text]): [string, Answer] => {
      if (item === 'harder') return [item, text.split(' ')]
      if (item === 'comfortable') return [item, Number(text)]
      return [item, { text, choice: 'verbatim' }]
    }),
  )

export const checkoutAnswers = sampleAnswers.checkout.map(answersOf)
export const searchAnswers = sampleAnswers.search.map(answersOf)
