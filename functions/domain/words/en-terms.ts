/** English: the terms, and the page that says how what is written is kept. */
import type { BallotContent } from '../ballot/ballot.ts'

const days = (count: number): string => (count === 1 ? '1 day' : `${count.toLocaleString('en')} days`)

/** What each field of a ballot holds: a new field without words does not compile. */
const stored: Readonly<Record<keyof BallotContent, string>> = {
  instrument: 'which set of questions you answered',
  language: 'in which language',
  pseudonym: 'a pseudonym such as “Quiet Heron”, drawn by your browser for this survey alone',
  signature: 'the name you sign with, if you sign an answer',
  answers: 'your answers, each with the use you allowed for it',
  mayBeRead: 'whether a model may read them',
}

export const terms = {
  stored,
  heading: 'Terms of this survey',
  storedHeading: 'What is stored',
  storedLead: 'Sealed together in your browser, and filled up to one length for everybody:',
  beside:
    'Beside it stand the survey, its group, a serial number, a checksum, your pass, and a proof made with a key that only your browser has: an answer that somebody makes up or changes where they are stored is found out, and not read. No name, no mail address, no time, no device and no order of arrival is stored with it.',
  questions: (words: number, ticks: number, scales: number): string => {
    const parts = [
      ...(words > 0 ? [`${words} to answer in your own words`] : []),
      ...(ticks > 0 ? [`${ticks} to tick`] : []),
      ...(scales > 0 ? [`${scales} on a scale`] : []),
    ]
    return `It asks ${words + ticks + scales} questions, all optional: ${parts.join(', ')}.`
  },
  untilHeading: 'Until the close',
  until:
    'Your answers stay sealed: no program opens them, and nobody can but the administrator of the account that Murmur runs in. Whoever runs the survey sees in steps of three how many have taken part at least, never who, and nothing where fewer than six were asked. You can change your answers in the browser you began in.',
  whoHeading: 'Who reads it after the close',
  who: {
    'pre-meeting':
      'The facilitators of this review, named above, read the statements and bring them to the meeting. A statement that is to be counted only adds a voice to a theme; its text is destroyed. A signed statement stands under the name given, which nobody verifies. What you give to the facilitators alone, and what a program takes for distress, they see on their screen, without a pseudonym, in no agenda, print or mail.',
    pulse:
      'Nobody is shown single ratings. Figures of the whole organisation go to everybody who was asked; leadership and facilitators see those of groups beside them, where a group is large enough.',
  },
  roles: {
    'pre-meeting':
      'Facilitators invite, and read what comes out of their own reviews. Keepers add, change and remove people on the roster. One person may hold both roles. Whoever is asked sees who else is, by name and address up to 60, and who was added when, by whom.',
    pulse:
      'Keepers keep the roster and its groups, and plan pulses. Facilitators and leadership read the figures. One person may hold several of these roles: whoever moves people between groups and reads the figures of two quarters can compare the two, so that at least 45 days lie between them. Whoever is asked sees who is counted in the same group, by name and address up to 60, and who was put there when, by whom; and, where an earlier pulse is known, how many of those who were counted together then are missing.',
  },
  roleUsers: {
    lead: (count: number) =>
      `Whoever uses a role leaves a trace. In the ${days(count)} before this survey opened these addresses did:`,
    none: (count: number) => `The trace shows no use of a role in the ${days(count)} before this survey opened.`,
    names: { facilitator: 'Facilitator', keeper: 'Keeper', leadership: 'Leadership' },
    both: 'Keeps the roster and reads the figures as well',
    nobodyBoth: 'None of them both keeps the roster and reads the figures.',
    more: (count: number) => ` and ${count} more`,
  },
  minimum: (writers: number, readers: number): string =>
    `Unless at least ${writers} people wrote something, no text, and nothing derived from one, is kept or shown.${
      readers === 0
        ? ''
        : ` That is three beside the ${readers === 1 ? 'one' : readers} of those asked who can read it: ${readers === 1 ? 'that person knows' : 'they know'} their own words, and ${readers === 1 ? 'is' : 'are'} taken to have written.`
    } For each person who finds that somebody else used their link, and says so, one more is needed, and for each who turns out to have been asked at two addresses.`,
  groupMinimum: (count: number): string => `A figure is shown only where it stands for ${count} people or more.`,
  pulseMinimum: (count: number, detail: number): string =>
    `A figure is shown only where it stands for ${count} people or more who answered, and only where nothing shown can be taken from it to leave fewer. How answers spread over the scale is shown from ${detail}. Groups with too few invited are counted together as “Other” before anything is asked.`,
  pulseComments: (comments: number, ballots: number): string =>
    `What you write in your own words is read by leadership and facilitators, word for word after names are taken out, never beside a rating or a group, and only where at least ${comments} wrote something and ${ballots} answered.`,
  readerHeading: 'A model reads',
  reader: (model: string, regions: readonly string[]): string =>
    `After the close a language model reads statements once, and proposes to the facilitators which of them belong together: ${model}, run by Amazon Bedrock for the account that this survey runs in, in ${regions.join(', ')}. No other model is asked, and none anywhere else.`,
  readerRules: [
    'You can say that no model may read what you write. Nothing else changes with it.',
    'It is given what you wrote after names are taken out, each matter for itself: not your pseudonym, not your other answers beside it, not who was invited.',
    'It is never given what is to be counted only, signed, or written where you might hesitate, nor what a program takes for distress.',
    'It decides nothing. A program counts voices, checks each quote, and marks the model’s own words in the agenda.',
    'It is not asked where that account keeps a log of such calls, or where it cannot be told whether it does.',
  ],
  signInHeading: 'You sign in',
  signIn: [
    'Before you answer you sign in, so that whoever else reads your mail cannot answer in your place: your link gives a pass only to the address it was sent to.',
    'Your sign-in is checked when you send for the first time, and is not stored. Beside the record that an invitation was used stands a digest of its address, made with a key that stands in the link alone; it is destroyed with that record.',
    'Whoever runs the sign-in sees that you signed in to answer a survey, and when. They do not see what you answer, and your answer carries nothing of the sign-in: the pass is signed blindly.',
  ],
  whenHeading: 'What is destroyed, and when',
  immediately: 'as soon as the answers are filed, as a rule minutes after the close',
  after: (count: number): string => (count === 0 ? terms.immediately : `${days(count)} after the close`),
  kinds: {
    ballot: 'The sealed answers and the key that opens them',
    slot: 'The record that an invitation was used, tried again or contested',
    invitation: 'Who was invited',
    mail: 'Which mails were sent',
    survey: 'Times, counts, public keys and these terms',
  },
  promised: (count: number): string =>
    `Whatever goes wrong, the key that opens your answers is gone ${days(count)} after the close at the latest. If they could not be filed by then, they are destroyed unread, and everybody who was asked is told.`,
  kept: {
    'pre-meeting':
      'What was filed for the meeting stays as part of its record: nobody can delete it from within Murmur.',
    pulse: 'What was published stays, so that later quarters can be compared with it.',
  },
  matching:
    'After the close nobody can match an answer to a person better than by guessing among those invited. Your style, or a fact that only you know, may still give you away: write with that in mind.',
} as const

export const privacy = {
  title: 'How Murmur keeps what you say',
  lead: 'In plain words: what is guaranteed, how you can check it, and what stays open.',
  sections: [
    {
      heading: 'What happens to an answer',
      paragraphs: [
        'Your invitation holds a secret in its last part, behind the #. A browser never sends that part to a server. The page uses it once, to get a pass.',
        'The pass is signed blindly: the server signs a covered number that it can’t see, your browser takes the cover off, and the signature still holds. So the server knows that one of the invited asked for a pass, and later that a valid pass came with an answer, but not which belongs to which.',
        'Your answers are sealed in your browser to a key that nothing reads before the close. They are all filled up to the same length and sent without your name, your mail address or a cookie.',
        'After the close a program opens them, shuffles them, takes names out, and files the statements for the meeting. Then the sealed answers, the record of used invitations and the keys are destroyed.',
      ],
    },
    {
      heading: 'What you can rely on',
      list: [
        'Stored without your name, unless you sign, and not matchable to you after the close better than by guessing among those invited, or by what you say.',
        'Sealed until the close. Facilitators see in steps of three how many have taken part at least, never who. Reminders go to everybody alike.',
        'One person, one ballot. A lost connection, a double click or a second tab never counts twice.',
        'Unless at least three people write something, beside those who will read it, no statement is filed at all.',
        'In the pulse, groups under 5 are never shown.',
        'You can see who else is counted with you, and who added whom, and when: if several of them were one person, you would be easier to tell.',
        'The terms you see are frozen: they have a fingerprint, which stands in your mail too, and can’t change while the survey is open.',
        'Your receipt is in the published list, and nothing is published if the numbers don’t add up.',
        'Nobody can make up an answer, or change yours, where answers are stored: each carries a signature by a key that only its writer’s browser has, and what does not fit is counted and not read.',
      ],
    },
    {
      heading: 'What stays open',
      paragraphs: ['No tool can promise everything. These ways remain, and you should know them:'],
      list: [
        'Whoever administers the account that Murmur runs in, serves this page, or can change its code, while the survey is open.',
        'Whoever holds or manages the device you answer on, your employer perhaps: what is typed there can be seen there. Your link works on a device of your own as well. “Forget everything on this device” clears this browser.',
        'Whoever watches the network sees that your device talks to Murmur, and when. Its network address comes with each request, as on every site; Murmur neither stores nor logs it.',
        'Whoever reads your mail can use your link before you. You then find it used and can say that it was not you: the number of such links is published, and in a review each asks for one writer more before any text is shown. What was sent with it stays, because nobody can find it. Where your survey asks you to sign in, your link is of use to nobody else.',
        'Where your survey asks you to sign in, whoever runs the sign-in sees that you did, and when. They see nothing of what you write.',
        'Your style of writing, and facts that only one person knows. Colleagues in a small group may recognise each other.',
        'Whoever owns several invitations of one group, or its signing key, can take their own answers out of the count.',
        'What the facilitators show, print or download leaves Murmur. Each download leaves a line of who took it; what becomes of it then no program can hold.',
        'Whoever can stop Murmur for a week can keep your answers from being read. They are then destroyed unread, and you are told as soon as it runs again.',
        'Whoever can write where answers are stored can delete one, or put back an earlier version of it. Your receipt then shows it.',
        'Two kinds of keys and a copy of the data, stolen together while the survey is open. No single part of Murmur can read both.',
        'A pre-meeting survey is pseudonymous: what you write stands under a made-up name, side by side with your other answers. What you give as “counted only”, or under “anything you would hesitate to say”, does not.',
      ],
    },
    {
      heading: 'Signing',
      paragraphs: [
        'You may sign an answer with your name. It is then shown under that name, without the pseudonym, marked as signed and not verified: a ballot without a name on it can’t prove who wrote it.',
      ],
    },
    {
      heading: 'How to check it',
      list: [
        'Keep your receipt. After the close the page looks it up in the public list, and anybody can fetch the whole list.',
        'The list also shows how many were invited, how many passes were issued, how many ballots were sent and counted, and how many links were tried again or contested.',
        'Compare the fingerprint of the terms with the one in your mail, or with a colleague’s.',
        'Your receipt says which page sealed your answers. This site’s list of files (hashes.txt) has the same number, and so has anybody who builds the same release: npm run verify compares all of it. That shows what you and they were served, not what somebody else is.',
        'The code is open, and so are the tests that try to break each of these sentences.',
      ],
    },
    {
      heading: 'What this browser keeps',
      paragraphs: [
        'Your draft, your link, your pass, the key that signs your answers and your receipt stay in this browser’s storage until you press “Forget everything on this device”. Nothing is loaded from anywhere else, there are no cookies, and nobody is told that you opened a mail or a link, unless your survey asks you to sign in: whoever runs the sign-in is then told of that alone. This tab keeps it until you have sent something.',
      ],
    },
  ],
} as const
