/** The topics by which the API document groups operations. */
export const tags = {
  people: 'The roster: who can be invited, and who wants no mail.',
  surveys: 'Pre-meeting surveys and pulses: scheduling, watching, moving and cancelling them.',
  participation: 'What a participant’s browser asks for; the proof is in the request, and nobody signs in.',
  incidents: 'What happened, and the words for it.',
  reviews: 'Meetings about an incident, their agendas and records.',
  meetings: 'A meeting’s live channel.',
  actions: 'What was agreed, the conditions it answers, and lessons with their citations.',
  trends: 'What was published of pulses and of the learning loop.',
  'learning-reviews': 'A quarter’s review of how the organisation learns.',
  metrics: 'For machines that collect figures.',
} as const satisfies Readonly<Record<string, string>>

export type Tag = keyof typeof tags
