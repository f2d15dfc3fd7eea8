/** What the page of the live channel says. */
const counted = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

const kept = (remarks: number): string => (remarks === 1 ? 'What you wrote is' : `${remarks} observations are`)

export const words = {
  product: 'Murmur',
  title: 'The board',
  lead: 'Add what you saw, or what should not be forgotten. It appears on the meeting’s board without your name.',
  label: 'Your observation',
  hint: 'Everybody in this meeting reads it, and later whoever is given the agenda.',
  left: (characters: number) => `${counted(characters, 'character', 'characters')} left`,
  over: (characters: number) => `${counted(characters, 'character', 'characters')} too long`,
  send: 'Add to the board',
  empty: 'Write something first.',
  sending: 'Sending…',
  sent: (seconds: number) => `Sent. It appears with the next batch, in about ${seconds} seconds.`,
  offline: (remarks: number) =>
    `No connection. ${kept(remarks)} kept on this device and sent as soon as there is one. You need do nothing.`,
  busy: (remarks: number) =>
    `Many are writing at this moment. ${kept(remarks)} kept on this device and sent by itself within half a minute. You need do nothing.`,
  full: 'The board has as much as it can keep and takes no more in this meeting. Your text is back in the box; say it aloud, or show it to the facilitator.',
  tooLong: 'That is too long for the board. Your text is back in the box; say it in two.',
  behind: 'No connection: the board may have more on it than you see here.',
  failed: 'That did not go through, and trying again by itself would not help. Your text is back in the box.',
  board: 'On the board',
  nothing: 'Nothing yet. What is added comes here in batches.',
  hidden: (number: number) =>
    `The facilitator has taken ${counted(number, 'observation', 'observations')} off the board.`,
  fresh: (number: number) => `${counted(number, 'new observation', 'new observations')} on the board.`,
  batch: (number: number) => `Batch ${number}`,
  privacy: {
    title: 'What is known of you here',
    list: [
      'Nobody signs in. Everybody in the meeting has the same link.',
      'What is stored until the meeting ends: the text and the number of its batch. No name, no address, no device, no time.',
      'A batch ends every 15 seconds and stands in drawn order, so that what appears can’t be matched with who was typing. If you alone were typing, whoever watched you may still guess.',
      'Mail addresses and @names are taken out. Other names are not: leave them out yourself.',
      'The facilitator can take an observation off the board, never find out whose it is; how many is shown.',
      'At the end the observations, in drawn order, join the appendix of the agenda; the rest is deleted.',
      'Your style, or what only you can know, may still tell.',
    ],
  },
  closed: {
    title: 'The meeting has ended',
    text: 'Nothing can be added any more. What was on the board stands in the appendix of the agenda, in drawn order. This device keeps nothing of it.',
    unsent: 'This did not reach the board before the end; it goes when you close the page:',
  },
  key: {
    title: 'Which meeting?',
    text: 'Type the code from the wall, or scan it again.',
    label: 'Code',
    button: 'Open the board',
    wrong: 'A code has three times four letters or digits, such as abcd-2345-wxyz.',
    unknown: 'This code is not known. It may have been renewed: look at the wall again.',
  },
}
