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
    leading: 'At a glance',
    trends: 'Trends',
    comments: 'In their own words',
    learningReviews: 'Learning reviews',
    trace: 'The trace',
    signOut: 'Sign out',
    language: 'Language',
  },
  button: 'Sign in',
  again: 'Sign in again',
  going: 'Opening sign-in…',
  finishing: 'Signing you in…',
  failed: 'Sign-in did not complete. Start again; if it keeps failing, tell whoever runs Murmur.',
  expired: 'Your sign-in has run out. Sign in again to go on.',
  noGroup: (email: string) =>
    `You are signed in as ${email}. Ask an administrator to add you to the group “leadership” or “facilitator”, then sign in again.`,
  unverifiedTitle: 'Your address is not verified',
  unverified: (email: string) =>
    `Your sign-in does not say that ${email} was verified, so it could be somebody else’s. Ask whoever runs it for that, then sign in again.`,
} as const

/** What differs from page to page. */
export interface FrameWords {
  readonly page: string
  readonly title: string
  readonly lead: string
  readonly noGroupTitle: string
}
