/** Words of the frame around every signed-in page. */
export const frameWords = {
  product: 'Murmur',
  skip: 'Skip to content',
  nav: {
    label: 'Main',
    review: 'Review',
    learn: 'Learn',
    organisation: 'Organisation',
    today: 'Today',
    reviews: 'Reviews',
    incidents: 'Incidents',
    actions: 'Actions',
    conditions: 'Conditions',
    lessons: 'Lessons',
    pulse: 'Pulse',
    quarter: 'Quarter',
    people: 'People',
    trends: 'Trends',
    comments: 'In their own words',
    learningReviews: 'Learning reviews',
    signOut: 'Sign out',
    language: 'Language',
  },
  button: 'Sign in',
  again: 'Sign in again',
  going: 'Opening sign-in…',
  finishing: 'Signing you in…',
  failed:
    'Sign-in did not complete. Nothing was changed. Start again; if it keeps failing, ask whoever runs Murmur to check the sign-in provider.',
  expired: 'Your sign-in has run out. Sign in again to go on.',
  noGroup: (email: string) =>
    `You are signed in as ${email}. Ask an administrator to add you to the group “leadership”, “facilitator” or “keeper”, then sign in again: the new group counts from the next sign-in.`,
  unverifiedTitle: 'Your mail address is not verified yet',
  unverified: (email: string) =>
    `You are signed in as ${email}, but your sign-in does not say that this address was verified, so it could be somebody else’s. Ask whoever runs your sign-in to verify it, then sign in again.`,
} as const

/** What differs from page to page. */
export interface FrameWords {
  readonly page: string
  readonly title: string
  readonly lead: string
  readonly noGroupTitle: string
}
