/** `/api/incidents.csv`: incidents as a table. */
import { failureModes, namesNow } from '../../domain/incident/failure-mode.ts'
import { incidentsTable } from '../../domain/import/table.ts'
import { incidentIdSchema } from '../../domain/ids.ts'
import { quarterOf } from '../../domain/time/calendar.ts'
import type { Calendared } from '../items/tables.store.ts'
import { lastQuarters, nextQuarter, quarterSchema } from '../../domain/time/instants.ts'
import { operation } from '../../http/operation.ts'
import { firstOfTable, tableAnswer } from '../../http/table.ts'
import type { FailureModeStore } from './failure-modes.store.ts'
import type { IncidentStore } from './incidents.store.ts'

/** Twenty years, and the quarter that somebody’s clock may already be in. */
const quartersBack = 80

const readTable = operation({
  who: 'facilitator',
  tag: 'incidents',
  method: 'GET',
  path: '/api/incidents.csv',
  summary: 'All incidents of twenty years as a table, or those of a quarter, the earliest first.',
  description:
    'What turned out to be none stands among them with its status. `/api/incidents/import` reads it back, and asks before it writes over what was changed after the ' +
    '`version` that a row says. What a ' +
    'spreadsheet could take for a formula has an apostrophe in front. Where there are more than one answer holds, `Link` ' +
    'with rel="next" leads to the others.',
  query: { quarter: quarterSchema, after: incidentIdSchema },
  answers: { 200: tableAnswer },
  refuses: [],
}).handledBy(
  ({
    incidents,
    failureModes: modes,
    calendar,
  }: Calendared & {
    readonly incidents: IncidentStore
    readonly failureModes: FailureModeStore
  }) =>
    async ({ path, query, now }) => {
      const { quarter } = query
      const quarters = quarter ? [quarter] : lastQuarters(nextQuarter(quarterOf(now, calendar)), quartersBack)
      const [all, named] = await Promise.all([incidents.incidentsIn(quarters), modes.listFailureModes()])
      const known = failureModes(named)
      const shown = all.map(incident => ({ ...incident, failureModes: namesNow(incident.failureModes, known) }))
      return firstOfTable({ path, query, name: 'murmur-incidents' }, shown, incidentsTable)
    },
)

export const incidentTableOperations = [readTable] as const
