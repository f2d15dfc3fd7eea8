/**
 * Purpose: what participants read of an open survey, and their sealed ballots. Trigger: GET /api/surveys/{id}/form and
 * /api/surveys/{id}/cohorts/{cohort}/list, PUT /api/ballots.
 * If the same ballot arrives twice, one is stored; a changed one is refused unless it names the ballot it replaces.
 */
import { environment } from '../aws/env.ts'
import { reportFailed } from '../aws/log.ts'
import { tableService } from '../aws/table-service.ts'
import { manifest } from '../manifest.ts'
import { answering } from '../http/participant.ts'
import { ballotsApi } from './api.ts'
import { ballotStore } from './store.ts'

const settings = environment(manifest.ballots.environment)
const store = ballotStore({ ...settings, tables: tableService() })

export const handler = answering(ballotsApi(store), reportFailed)
