/** Words of what is wrong with a survey. They name nobody, and say nothing of who has answered. */
import type { Ailment, HealthPart } from '../../../functions/domain/survey/health.ts'
import { count } from '../../kit/words/count.ts'

interface Said {
  readonly title: (number: number) => string
  readonly why: string
}

const said = (title: string | ((number: number) => string), why: string): Said => ({
  title: typeof title === 'string' ? () => title : title,
  why,
})

const ailments: Readonly<Record<Ailment, Said>> = {
  opening_late: said(
    'The survey has not opened',
    'It should have by now, and is tried again each minute. Nobody is invited before it opens; a later close keeps people their time.',
  ),
  close_late: said(
    'The survey has not closed',
    'Its time is over, and no answer is taken any more; closing it is tried again each minute.',
  ),
  mailing_late: said(
    'Invitations are not all queued',
    'Some people’s mail is not made yet. It is tried again each minute.',
  ),
  count_late: said(
    'Who took part is not counted',
    'The survey has closed. Counting is tried again each minute, and the agenda comes after it.',
  ),
  harvest_late: said(
    'The agenda is late',
    'The survey has closed, and what was written is still sealed. It is tried again each minute.',
  ),
  harvest_failing: said(
    'Reading what was written fails',
    'It has failed three times at one place. The next try files counts and ratings alone; texts are withheld.',
  ),
  destruction_late: said(
    'Sealed answers are still there',
    'They should have been destroyed by now. Nobody reads them; destroying is tried again each minute.',
  ),
  announcement_late: said(
    'People have not been told',
    'The mail about the result should be queued by now. It is tried again each minute.',
  ),
  link_key_missing: said(
    'No further mail with a link can be made',
    'The key of links is gone. Links that were mailed still work; reminders, new invitations and corrections do not. Nothing brings a key back.',
  ),
  sign_key_missing: said(
    'Nobody can send an answer any more',
    'The key that passes are signed with is gone. Whoever has a pass can still send. Nothing brings a key back: cancel, and ask anew.',
  ),
  seal_key_missing: said(
    'Answers can no longer be opened',
    'The key that opens them is gone, and with it everything that was written. Nothing brings a key back: cancel, and ask anew.',
  ),
  keys_remain: said(
    number => `${count(number, 'key has', 'keys have')} outlived the survey`,
    'They should have been destroyed by now; it is tried again each minute.',
  ),
  mail_stuck: said(
    number => `${count(number, 'mail does', 'mails do')} not go out`,
    'They are tried again by themselves, later each time. Those listed below as set aside can be sent again one by one.',
  ),
}

const parts: Readonly<Record<HealthPart, string>> = {
  steps: 'whether it is on time',
  keys: 'whether its keys are there',
  mail: 'whether its mail goes out',
}

export const healthWords = {
  title: 'Something is wrong with this survey',
  titleUnknown: 'Nobody can tell whether all is well',
  ailments,
  since: 'Since',
  unknown: (part: HealthPart) => `It cannot be seen ${parts[part]}. It may be well all the same.`,
  tryNow: 'Try the mail now',
  triedNow: 'The mail is tried again within a minute.',
  closeLater: 'Close later',
  cancel: 'Cancel it',
  operator: (ailment: Ailment) =>
    `Whoever runs Murmur has been told, and finds what to do in the runbook under “${ailment}”.`,
} as const
