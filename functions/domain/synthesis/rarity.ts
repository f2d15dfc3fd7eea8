/** How rare a word is in English at large: docs/synthesis.md says what the list was counted from. */
import levels from './rarity.json' with { type: 'json' }

/** A word that the list does not hold is rarer than 1 in 2^11 paragraphs. */
export const unknownRarity = 12

const rarities = new Map<string, number>()
for (const [level, stems] of Object.entries(levels))
  for (const stem of stems.split(' ')) rarities.set(stem, Number(level))

/** -log2 of the share of paragraphs with a word of this stem, rounded; 12 for a stem that is not listed. */
export const rarityOf = (stem: string): number => rarities.get(stem) ?? unknownRarity
