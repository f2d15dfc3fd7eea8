/** '2026-Q3' in words, on the trends, whose script has no room for more: their sentences, which the API makes, say `FY` where years are. */
export const quarterLabel = (quarter: string): string => `${quarter.slice(5)} ${quarter.slice(0, 4)}`
