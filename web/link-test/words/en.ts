/** What the page says that shows what an organisation's mail makes of a link. */
export const words = {
  product: 'Murmur',
  title: 'What mail makes of a link',
  outcomes: {
    whole: {
      title: 'The link arrived as it was sent.',
      text: 'Personal links in invitations will open with one press in this mailbox.',
    },
    changed: {
      title: 'The link was changed on its way, and still opens.',
      text: 'Something put signs into it or behind it. The participant’s page reads personal links that were changed like this.',
    },
    cut: {
      title: 'The part behind the # was cut off.',
      text: 'Personal links will not open with one press in this mailbox: the page will ask people to paste the link from their mail. Ask whoever runs your mail to leave links to this site alone. Paste the mail’s text below to see whether pasting works.',
    },
    broken: {
      title: 'What arrived is not the test link.',
      text: 'Part of it is missing or altered, so that a personal link would be refused. Paste the mail’s text below to see whether it is whole there. Ask whoever runs your mail to leave links to this site alone.',
    },
  },
  pasted: {
    found: 'Found in what you pasted: pasting works.',
    none: 'The test link is not in this, or not whole: pasting this would not work either.',
    empty: 'Paste the text of the test mail first.',
  },
  label: 'The text of the mail, or the link in it',
  button: 'Look for the link',
  kept: 'Nothing of this is stored or sent anywhere. The test link is the same for everybody and lets nobody answer.',
} as const
