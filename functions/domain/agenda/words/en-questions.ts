/** English: what a room is asked: about conditions and what people could know, never about a person. */
import type { Factor, Flag, Purpose } from '../../synthesis/schema.ts'

type Questions = readonly string[]

/**
 * What a room is asked about a theme, by what its statements are about. Each is about conditions and what people could
 * know; the title stands above it, so none repeats it.
 */
export const themeQuestions: {
  readonly differing: Questions
  readonly byPurpose: Readonly<Record<Purpose, Questions>>
  readonly byFactor: Readonly<Record<Factor, Questions>>
  readonly general: Questions
} = {
  differing: [
    'What could each of these accounts see from where it was told, and what would let both be true?',
    'Where do these two part, and which record or screen would show what lies between them?',
  ],
  byPurpose: {
    moment: [],
    reasons: ['Put anybody else in that seat, with that screen at that hour: what would have looked right to them?'],
    condition: ['What has kept us from having this until now, and what would it take to have it?'],
    'missing-information': ['Where would somebody have looked for this, and what would they have found there?'],
    surprise: ['What had we expected instead, and what had taught us to expect it?'],
    vendor: ['What of this can we see from our side, and what does our own system do while it lasts?'],
    'went-well': ['What made this possible, and what would we have to do to be sure of it the next time?'],
    anything: [],
  },
  byFactor: {
    automation: ['What was done by hand here, what ran by itself, and how did one know which was which?'],
    monitoring: ['Which signal would have told of this, to whom, and how long before it mattered?'],
    documentation: ['What was written down about this, where, and how close was it to what is really there?'],
    ownership: ['Which team took which other team to be looking after this, and since when?'],
    deployment: ['How does such a change usually reach production, and at which point was this one different?'],
    communication: ['Along which way did the news of this travel, and where did it wait?'],
    playbooks: ['Which steps were at hand, and from which point on did people have to invent the rest?'],
    vendor: ['How long until we knew that it lay outside, and what did our users get in the meantime?'],
    capacity: ['How much room was left, how could one tell, and what happens beyond it?'],
    time_pressure: ['What was being traded for time here, and was the trade plain to those who made it?'],
    testing: ['What did our tests and rehearsals cover, and what did passing them lead us to believe?'],
    safeguards: ['What stood between this and the people who use the system, and what did we think stood there?'],
    knowledge: ['Where did the knowledge of this live, and how does it reach whoever is on duty?'],
  },
  general: [
    'What did people see of this, from where, and what did they do next?',
    'When did this begin to matter, and what could one have noticed before?',
    'What would a newcomer have found odd here that all of us had become used to?',
    'How does this go on an ordinary day, and what was different this time?',
    'What does this look like from the other side of the team boundary?',
    'What would have made it easy to do otherwise?',
    'What of this will be the same next month if we change nothing?',
  ],
}

/** Read out in the place of a statement that judges. */
export const flaggedQuestions: Readonly<Partial<Record<Flag, string>>> = {
  blame: 'What did those closest to it see, know and have to weigh at that moment?',
  hindsight: 'What of this could be seen at the time, before the outcome was known?',
}
