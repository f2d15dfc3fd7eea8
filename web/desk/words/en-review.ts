/** The second half of `en.ts`: a review, its agenda. */
import type { Participation } from '../../../functions/domain/survey/participation.ts'
import { count } from '../../kit/words/count.ts'

export const reviewWords = {
  review: {
    incident: 'About the incident',
    meeting: 'Meeting',
    noSurveyTitle: 'Nobody has been invited yet',
    noSurvey: 'The review is made, and nobody has been mailed yet. Go on where you stopped.',
    noSurveyPast: 'Nobody was asked before this meeting.',
    invite: 'Invite people',
    cancelled: 'What had been answered was destroyed unread, and everybody invited was told.',
    queued: 'Invitations go out within a minute or so, between 08:00 and 18:00 in each reader’s zone.',
    move: 'Move meeting',
    add: 'Add participants',
    later: 'Close later',
    cancel: 'Cancel review',
    openMeeting: 'Lead the meeting',
    link: 'Copy link',
    linkCopied: 'Link copied. Only those who lead this review can open it.',
    moveTitle: 'Move the meeting',
    moveNote: 'Everybody invited gets a mail with the new time, within minutes.',
    moveLater: 'The survey will then close',
    moveSame: 'The survey still closes',
    moveNever: 'It can close later, never earlier than people were told.',
    moveBefore:
      'The meeting would begin before the survey closes, so that no agenda could be ready. Choose a time after the close.',
    moveDo: 'Move',
    laterTitle: 'Close the survey later',
    laterDo: 'Close later',
    laterEarlier: 'A survey that is announced may close later, never earlier.',
    laterTooLong: 'A survey closes at most a year after it opened. Choose an earlier time.',
    addTitle: 'Add forgotten participants',
    addNote: 'They get their invitation within a minute or so. Whoever is invited already is passed over.',
    addDo: (number: number) => (number === 0 ? 'Add' : `Invite ${count(number, 'person', 'people')}`),
    addNone: 'Paste or choose at least one person.',
    added: (number: number) =>
      number === 0 ? 'Everybody on the list was invited already.' : `${count(number, 'person', 'people')} added.`,
    moved: 'The meeting was moved.',
    movedMeanwhile: 'Somebody else changed this meeting meanwhile. Yours was not made; this is how it stands now.',
    closedLater: 'The survey closes later now.',
    wasCancelled: 'The review was cancelled.',
    cancelTitle: 'Cancel this review?',
    cancelWhat: ({ takenPart, isFinal }: Participation) =>
      takenPart
        ? `Every answer given so far (${isFinal ? '' : 'at least '}${takenPart} at the last count) and the keys to them are destroyed, unread. Nobody can bring them back.`
        : 'The survey’s keys, and any answer given so far, are destroyed unread. Nobody can bring them back.',
    cancelHarvested: 'The agenda stays where it is; the meeting is marked as cancelled.',
    cancelMail: (number: number) =>
      `${count(number, 'person', 'people')} invited get a mail that the meeting is off and nothing is left to do.`,
    cancelKeep: 'Keep the review',
    cancelDo: 'Cancel review and destroy answers',
    cancelDoPlain: 'Cancel review',
    terms: 'The terms participants agreed to',
    termsHash: (hash: string) => `Terms ${hash}`,
  },
  agenda: {
    title: 'Agenda',
    review: 'Review',
    waiting: 'The agenda appears here after the close.',
    plan: 'Plan',
    download: 'Download',
    formats: {
      sheet: 'Two pages for the table',
      md: 'Markdown',
      html: 'Print-ready HTML',
      docx: 'Word (DOCX)',
      json: 'JSON',
      ics: 'Calendar',
    },
    print: 'Print',
    tools: 'Arrange and download',
    minutes: (minutes: number) => `${minutes} min`,
    moreThemes: (number: number) => count(number, 'more theme', 'more themes'),
    notes: 'For you',
    ask: 'Ask',
    statements: 'Statements',
    seeAlso: 'See also',
    care: {
      title: 'Only you: somebody may need care',
      counted: (count: number) =>
        `${count === 1 ? 'One statement tells' : `${count} statements tell`} of distress. So few people wrote that its words are not shown.`,
      told: 'This stands on your screen alone, in no file, print or mail, and nobody’s pseudonym is beside it.',
      respond:
        'Do not look for who wrote it and do not read it out. Write to everybody alike before the meeting where support is to be had, and say at the opening that nobody is examined.',
    },
    appendix: 'What people wrote',
    appendixNote: 'Every statement once, under the item where it is discussed.',
    neutral: 'Instead of this, ask:',
    backTo: (number: number) => `Statement ${number}`,
    total: (planned: number, total: number) => `${planned} of ${total} minutes`,
  },
} as const
