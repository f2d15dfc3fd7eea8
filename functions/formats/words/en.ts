/** English: what the files of an agenda and of a learning review say beside what they are made of. */

export const minutes = (count: number) => `${count} min`
export const length = (count: number) => `${count} minutes`
export const between = (from: number, to: number) => `minute ${from} to ${to}`

export const columns = { time: 'Time', minutes: 'Minutes', item: 'Item', theme: 'Theme' } as const
export const statement = 'Statement'
/** In front of their numbers. */
export const statements = (count: number) => (count === 1 ? 'Statement' : 'Statements')
export const seeAlso = 'See also'
/** After `seeAlso`, within the line. */
export const alsoStatements = (count: number) => (count === 1 ? 'statement' : 'statements')
export const toAskInstead = 'To ask instead:'
export const facilitator = 'For the facilitator'
export const facilitatorNotes = 'Notes for the facilitator'
export const factors = 'Themes by contributing factor'
export const factorsCounted = 'Themes by contributing factor, in statements'
export const appendix = 'Appendix: what was said'
export const agenda = 'Agenda of the incident review'
export const agendaTitle = (title: string) => `${title}: agenda`
export const reviewOn = (day: string, from: string, to: string, zone: string) =>
  `Review on ${day}, ${from} to ${to} (${zone})`
export const when = (day: string, from: string, to: string) => `${day}, ${from} to ${to}`
export const whenIn = (day: string, from: string, to: string, zone: string) => `${when(day, from, to)} (${zone})`
export const calendarTitle = (title: string) => `Incident review: ${title}`
export const timesIn = (zone: string) => `Times in ${zone}`

export const learningReview = (count: number) => `Learning review, ${length(count)}`
export const definitions = 'How the figures are made'
export const notes = 'Notes'
export const table = 'Table'
