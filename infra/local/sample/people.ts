/** The other people of the sample organisation: 286 generated names that are nobody's. */
import { samplePeople } from './data.ts'

const { firstNames, lastNames, groups, seniorities } = samplePeople.others

/** Groups of realistic sizes, from seven people, who are pooled in a pulse, to more than fifty. */
const groupOf = (number: number): string => {
  const share = (number * number) % 97
  if (number < 7) return 'Legal'
  return groups[Math.min(groups.length - 2, Math.floor(Math.sqrt(share)))] ?? 'Platform'
}

export const everybodyElse = (zone: string) =>
  Array.from({ length: 286 }, (_, number) => ({
    name: `${firstNames[number % firstNames.length] ?? ''} ${lastNames[Math.floor(number / firstNames.length)] ?? ''}`,
    group: groupOf(number),
    seniority: seniorities[number % seniorities.length] ?? 'mid',
    zone,
    language: 'en',
  }))
