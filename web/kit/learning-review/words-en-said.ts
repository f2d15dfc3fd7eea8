/** English: what leadership answers, and what a quarter asks of it, for those who sign in. */
import { quarterLabel } from '../own-quarter.ts'

export const saidWords = {
  heading: 'You said, we did',
  lead: 'Everybody who was asked reads these answers, without a sign-in.',
  seePublic: 'As everybody reads it',
  heardIn: { pulse: 'the pulse', 'learning-review': 'the learning review' },
  heard: (where: string, quarter: string): string => `Heard in ${where} of ${quarterLabel(quarter)}`,
  states: { done: 'Done', promised: 'Promised' },
  by: (name: string, day: string): string => `${name === '' ? 'Leadership' : `${name}, leadership`}, ${day}`,
  behind: { action: 'The action behind it', lesson: 'The lesson behind it' },
  takenBack: (name: string, day: string, reason: string): string =>
    `Taken back${name === '' ? '' : ` by ${name}`} on ${day}: ${reason}`,
  empty: {
    leader:
      'Nothing is answered yet. Take one thing that the pulse or the learning review has said, and say what was done about it.',
    reader: 'Leadership has answered nothing yet.',
  },
  add: 'Answer something',
  change: 'Change',
  changeOf: (heard: string): string => `Change the answer to: ${heard}`,
  takeBack: 'Take back',
  takeBackOf: (heard: string): string => `Take back the answer to: ${heard}`,
  form: {
    add: (quarter: string): string => `Answer what ${quarterLabel(quarter)} has said`,
    change: 'Change this answer',
    where: 'Where it was published',
    heard: 'What was heard',
    heardHint: 'As the pulse or the learning review published it. Never what one person said, wrote or told you.',
    state: 'How it stands',
    done: 'What was done, or is promised',
    doneHint: 'A sentence that somebody who was asked can check.',
    behind: 'Address of an action or a lesson behind it',
    behindHint:
      'Copied from the address bar. Everybody can open a lesson once they sign in, an action facilitators alone.',
    notOne: 'This is no address of an action or a lesson.',
    required: 'Fill this in.',
    save: 'Let everybody read it',
    cancel: 'Cancel',
  },
  takingBack: {
    title: 'Take this answer back?',
    what: 'Nobody reads it any more but leadership and facilitators, with the reason below. It cannot be brought back.',
    reason: 'Why is it taken back?',
    confirm: 'Take it back',
  },
  ask: {
    heading: 'What this quarter asks of leadership',
    lead: 'One sentence, which stands first on leadership’s page. Without it, the page derives one from the open actions.',
    text: 'The one thing you ask for',
    hint: 'What they can decide, and until when: “Give two teams six weeks, so that what was promised is finished.”',
    save: 'Save',
    saved: (name: string): string =>
      name === '' ? 'It stands on leadership’s page.' : `It stands on leadership’s page. Written by ${name}.`,
  },
} as const
