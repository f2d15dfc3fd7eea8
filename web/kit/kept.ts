/** A sentence without a break between a figure and its sign, or within an interval. */
export const kept = (sentence: string): string =>
  sentence.replaceAll(' %', '\u00A0%').replaceAll(/(\d)-(\d)/g, '$1\u2011$2')
