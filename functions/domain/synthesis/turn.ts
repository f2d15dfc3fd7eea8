/** A turn of phrase as a pattern: begins and ends where a word does, in any script, whatever its case. */
export const turn = (source: string): RegExp => new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}])`, 'iu')

/** Signs that keyboards and phones set differently, as the patterns have them. */
export const plainSigns = (text: string): string => text.normalize('NFC').replaceAll(/[’‘`´]/gu, "'")
