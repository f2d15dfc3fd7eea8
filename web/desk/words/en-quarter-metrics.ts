/** Words about the counters that a machine collects, for whoever reads the quarter's page. */
import type { Waiting } from '../../../functions/domain/figures/ledger.ts'
import { count } from '../../kit/words/count.ts'

export const quarterMetricsWords = {
  title: 'These figures in Prometheus',
  waiting: ({ incident, action, meeting }: Waiting['waiting']): string => {
    const all = [
      incident > 0 ? count(incident, 'incident', 'incidents') : '',
      action > 0 ? count(action, 'action', 'actions') : '',
      meeting > 0 ? count(meeting, 'meeting', 'meetings') : '',
    ].filter(part => part !== '')
    return all.length === 0
      ? 'Nothing waits: the counters that are collected say what the pages say, of all quarters.'
      : `The counters that are collected differ from the pages in ${all.join(', ')}, over all quarters. Corrections, and what was entered on a later day, come with the next rebuild.`
  },
  unclassified: (number: number): string =>
    number === 0
      ? 'Every incident has a failure mode.'
      : `${count(number, 'incident has', 'incidents have')} no failure mode. Recurrence is told without them, here and there; whoever names one brings it in.`,
} as const
