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

export const moreThemes = (count: number) =>
  `${count} more ${count === 1 ? 'theme' : 'themes'}, under their titles in the appendix`

/** In front of the statements' numbers. */
export const moreLines = (count: number) => `${count} more, in full among the statements:`

export const moreActions = (count: number) => `${count} more, on the desk under Actions.`

export const sheetTitle = (title: string) => `${title}: for the table`
export const sheetFor = (day: string, from: string, to: string, zone: string) =>
  `For the meeting of ${whenIn(day, from, to, zone)}`
export const statementsWritten = (count: number) => `${count} ${count === 1 ? 'statement' : 'statements'}`
export const underNames = 'Under made-up names; nobody asks who wrote what.'
/** Where some put their names to what they wrote. */
export const someSigned = 'Under made-up names, but for what its writers signed; nobody asks who wrote the rest.'
export const voices = (count: number) => `${count} ${count === 1 ? 'voice' : 'voices'}`
export const quoted = (text: string) => `“${text}”`
export const happenedTitle = 'What happened'
export const mattersTitle = 'What several people saw'
export const differingTitle = 'Where accounts differ'
export const toldTitle = 'In people’s words'
export const aloneTitle = 'Seen by one person alone'
export const proposalsTitle = 'What people propose'
export const wentWellTitle = 'What went well'
export const rulesTitle = 'How we talk today'
export const theHour = (from: string, to: string) => `The meeting, ${from} to ${to}`
export const change = 'Change'
export const team = 'Team'
export const lookAgain = 'Look again'

export const learningReview = (count: number) => `Learning review, ${length(count)}`
export const definitions = 'How the figures are made'
export const notes = 'Notes'
export const table = 'Table'
