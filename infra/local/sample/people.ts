/** The people of the sample organisation and their answers. The people and everything they say are made up. */
import type { Answer } from '../../../functions/domain/ballot/ballot.ts'
import { personas } from '../emulators/personas.ts'
import { sampleAnswers, samplePeople } from './data.ts'

const { firstNames, lastNames, groups, seniorities } = samplePeople.others

/** Groups of realistic sizes, from seven people, who are pooled in a pulse, to more than fifty. */
const groupOf = (number: number): string => {
  const share = (number * number) % 97
  if (number < 7) return 'Legal'
  return groups[Math.min(groups.length - 2, Math.floor(Math.sqrt(share)))] ?? 'Platform'
}

/** 286 people besides those whom the story names. */
export const everybodyElse = (zone: string) =>
  Array.from({ length: 286 }, (_, number) => ({
    name: `${firstNames[number % firstNames.length] ?? ''} ${lastNames[Math.floor(number / firstNames.length)] ?? ''}`,
    group: groupOf(number),
    seniority: seniorities[number % seniorities.length] ?? 'mid',
    zone,
    language: 'en',
  }))

const addressOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@example.com`

/** Those of the story first, and whoever leads reviews, as an organisation's own list has them. */
export const everybody = (zone: string) => [
  ...samplePeople.known.map(person => ({
    ...person,
    email: `${person.name.split(' ')[0]?.toLowerCase()}@example.com`,
    zone,
    language: 'en',
  })),
  ...everybodyElse(zone).map(person => ({ ...person, email: addressOf(person.name) })),
  ...personas
    .filter(({ groups: roles }) => roles.includes('facilitator'))
    .map(({ email, name }) => ({ email, name, group: 'Platform', seniority: 'lead' as const, zone, language: 'en' })),
]

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
