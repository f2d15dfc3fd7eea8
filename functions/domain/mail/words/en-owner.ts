/** English: nobody reads the reminders of an action any more, and whoever leads its review is asked to hand it over. */
import type { OwnerUnreached } from '../told.ts'
import type { MailWords } from './en.ts'

const happened: Readonly<Record<OwnerUnreached['why'], string>> = {
  bounced: 'Mail to this address comes back.',
  complained: 'Mail to this address was reported as unwanted.',
  unsubscribed: 'This address wants no more mail.',
  left: 'This address is no longer on the roster.',
}

/** Each `dueOn` is readable. */
export const ownerUnreached = ({ owner, why, actions, further }: OwnerUnreached): MailWords => {
  const all = actions.length + further
  return {
    subject: all === 1 ? 'An action needs another owner' : `${all} actions need another owner`,
    opening: [
      `${happened[why]} Reminders of ${all === 1 ? 'this action' : 'these actions'} reach nobody.`,
      'Ask the team or role that took it on who sees to it now, and write their address down.',
    ],
    facts: [['Address', owner]],
    closing: ['Each of them says so in the list of actions too, until it has an address that can be reached.'],
    button: all === 1 ? 'Open the action' : 'Open the actions',
    notes: [
      {
        heading: all === 1 ? 'The action' : 'The actions',
        text: '',
        list: [
          ...actions.map(({ text, dueOn }) => `${text} (due ${dueOn})`),
          ...(further > 0 ? [`and ${further} more`] : []),
        ],
      },
    ],
  }
}
