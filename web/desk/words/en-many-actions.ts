/** Words of changing several actions at once, by hand or as their tracker says. */
import { count } from '../../kit/words/count.ts'

export const manyActionsWords = {
  bulk: {
    choose: (action: string) => `Choose “${action}”`,
    chooseAll: 'Choose all that are shown',
    title: (number: number) => `Change ${count(number, 'chosen action', 'chosen actions')}`,
    lead: 'What is left empty stays as it is. Each is changed by itself.',
    stays: 'Stays as it is',
    change: (number: number) => `Change ${count(number, 'action', 'actions')}`,
    nothing: 'Say what is to change.',
    outcome: 'What became of each',
    changed: 'Changed',
    undo: {
      title: 'Changed just now',
      lead: 'Until you leave this page you can have each of them as it was. One that was changed since stays as it is.',
      button: (number: number) => `Undo the change of ${count(number, 'action', 'actions')}`,
      told: {
        undone: 'As it was',
        changedSince: 'Changed since, so it stays as it is',
        failed: 'Not undone: no answer came. Try it again.',
      },
    },
    failed: 'Not changed: no answer came. It stays chosen, so try it again.',
    done: (changed: number, left: number) =>
      left === 0
        ? `${count(changed, 'action is', 'actions are')} changed.`
        : `${count(changed, 'action is', 'actions are')} changed. ${count(left, 'stays as it was', 'stay as they were')}, and still chosen.`,
  },
  tracked: {
    title: 'Take status and day from your tracker',
    lead: 'Its export as CSV or JSON. Actions are found by the key or the address of their ticket; none is added. You see what would change before anything does.',
    file: 'Export of your tracker',
    would: (changed: number, unchanged: number, unknown: number) =>
      `${changed} would change, ${unchanged} stay as they are, ${unknown} of its rows have no action here.`,
    dateOrder: 'In days such as 03/04/2026',
    orderUnsaid: 'not said yet',
    dateOrders: { dmy: 'the day comes first', mdy: 'the month comes first' },
    move: (before: string, beforeDay: string, after: string, afterDay: string) =>
      `${before}, due ${beforeDay}, becomes ${after}, due ${afterDay}`,
    problem: (line: number, what: string) => `Line ${line}: ${what}`,
    problems: {
      unreadable: 'it cannot be divided into cells.',
      nameless: 'it names no ticket.',
      unknown_status: 'its status is no word that is known here.',
      bad_day: 'its day cannot be read; write it as 2026-12-31.',
      ambiguous_day: 'day and month of its day can’t be told apart; say which comes first.',
      before_opening: 'its day lies before the action was agreed on.',
      changed_since: 'it was changed here since this table was made. Make a new table, and change that.',
      changed_meanwhile: 'somebody else keeps changing it.',
    },
    take: (number: number) => `Change ${count(number, 'action', 'actions')}`,
    done: (number: number) => `${count(number, 'action is', 'actions are')} changed as your tracker says.`,
  },
} as const
