/** English: somebody else leads a review. Everybody invited learns by it who does, and what that one cannot read. */
import type { HandedOver } from '../told.ts'
import type { MailWords } from './en.ts'

/** 'Ann', 'Ann and Bo', 'Ann, Bo and Cas'. */
export const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const decided = ({ as, by, leader, reader }: HandedOver): string => {
  const whom = reader === 'leader' ? 'you' : leader
  return as === 'leader'
    ? `${by} has handed the review of this incident over to ${whom}.`
    : `Nobody who led the review of this incident is on the roster any more, so ${by}, of leadership, has asked ${whom} to lead it.`
}

/** The same to everybody: what was promised holds. */
const kept = ({ leader, readers, reader }: HandedOver): MailWords['notes'][number] => ({
  heading: reader === 'leader' ? 'What you can read' : `What ${leader} can read`,
  text:
    reader === 'leader'
      ? `The terms name ${listed(readers)}: they alone read what people wrote. You see of it what the room's screen shows: the title and the question of each item of the agenda, and two quotes with it at most. You lead the meeting, its record and its actions as anybody who leads does.`
      : `What was written before the meeting is read by those whom the terms name: ${listed(readers)}. That stays so. ${leader} sees of it what the room's screen shows: the title and the question of each item of the agenda, and two quotes with it at most.`,
})

export const handedOver = (told: HandedOver, meetingAt: string | null): MailWords => {
  const { leader, reader, title } = told
  return {
    subject: reader === 'leader' ? `You lead the review now: ${title}` : `${leader} leads the review now: ${title}`,
    opening: [
      decided(told),
      reader === 'leader'
        ? 'From now on the meeting, its record and its actions are yours to lead.'
        : `From now on ${leader} leads the meeting, its record and its actions.`,
      ...(reader === 'invited' ? ['Nothing is left for you to do. Everybody invited gets this mail.'] : []),
    ],
    facts: [['Incident', title], ...(meetingAt === null ? [] : [['Review', meetingAt] satisfies [string, string]])],
    closing: [],
    button: reader === 'invited' ? null : 'Open the review',
    notes: [kept(told)],
  }
}
