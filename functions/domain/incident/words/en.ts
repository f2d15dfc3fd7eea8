/** English: what was written down of a vendor's part, as an agenda and a learning review say it. */

export const answers = { yes: 'yes', partly: 'partly', no: 'no', none: 'there are none' }
export const answered = (name: string, answer: string, note: string): string =>
  `${name}: ${answer}${note ? ` (${note})` : ''}`

export const decided = (text: string): string => `Decided: ${text}`
/** `state` is a key of an action's states. */
export const agreed = (text: string, owner: string, state: string): string =>
  `Agreed: ${text} (${owner}, ${state.replaceAll('_', ' ')})`
export const follows = 'An action follows from it'
export const writtenAfter = (title: string, known: readonly string[]): string =>
  `Written down after "${title}": ${known.join(' · ')}`

export const outsideAfter = (minutes: number): string =>
  `It was known to lie outside ${minutes} minutes after the start`
export const usersSaw = (text: string): string => `Users saw: ${text}`
export const breakers = 'Breakers did what they should'
export const fallbacks = 'Fallbacks did'
export const statusInSight = 'The vendor’s status was in sight'
export const desired = (text: string): string => `What it should do, as written down: ${text}`
