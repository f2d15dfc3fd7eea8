/** What somebody reads who is not signed in at the desk, or not as a facilitator. */
export const signInWords = {
  desk: "Facilitator's desk",
  signIn: {
    title: 'Hear what people saw, before the meeting',
    lead: 'Invite those who were in an incident. They answer in three minutes, sealed until the close. You get an agenda made of what they said, not of who said it.',
    points: [
      'Invitations go out within minutes of an incident, with a list you paste.',
      'You see about how many have answered, never who.',
      'Minutes add up, every statement stands in exactly one place, and you can rearrange it all.',
    ],
    expiredTitle: 'Your sign-in has run out',
    expired:
      'Sign in again to go on. Forms, and what is saved as you type, are kept in this tab. If you typed into another box, sign in in a second tab: this page then goes on as it stands.',
    secondTab: 'Sign in in a second tab',
    noGroupTitle: 'Your account is not a facilitator yet',
    noGroup: (email: string) =>
      `You are signed in as ${email}. Ask an administrator to add you to the group “facilitator” in your organisation’s sign-in, then sign in again: the new group counts from the next sign-in.`,
  },
} as const
