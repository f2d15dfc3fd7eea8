/** The other people of the sample organisation: 286 names that nobody bears. */

const firstNames = [
  'Aino',
  'Anil',
  'Bea',
  'Birk',
  'Cara',
  'Chidi',
  'Dana',
  'Dilek',
  'Eli',
  'Esra',
  'Finn',
  'Fatou',
  'Gia',
  'Goran',
  'Hugo',
  'Hana',
  'Ivo',
  'Ines',
  'Juna',
  'Joss',
  'Kian',
  'Kira',
  'Liv',
  'Luca',
  'Mei',
  'Milo',
  'Nora',
  'Noor',
  'Omar',
  'Olga',
  'Pia',
  'Paavo',
  'Quim',
  'Quinn',
  'Rami',
  'Runa',
  'Sami',
  'Suri',
  'Tilo',
  'Tara',
  'Uma',
  'Urs',
  'Vera',
  'Vito',
  'Wim',
  'Wanda',
  'Xaver',
  'Xenia',
  'Yara',
  'Yuki',
  'Zeno',
  'Zoe',
]
const lastNames = ['Example', 'Specimen', 'Placeholder', 'Pattern', 'Mockup', 'Dummy']
const groups = [
  'Payments',
  'Platform',
  'Search',
  'Support',
  'Catalogue',
  'Fulfilment',
  'Mobile',
  'Data',
  'Identity',
  'Legal',
]
const seniorities = ['junior', 'mid', 'mid', 'senior', 'lead'] as const

/** Groups of sizes as they come: from seven people, who are pooled in a pulse, to more than fifty. */
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
