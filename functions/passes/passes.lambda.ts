/**
 * Purpose: signs one blinded message for each invitation. Trigger: POST /api/passes. If the same blinded message
 * arrives twice, it gets the same signature; a different one is refused.
 */
import { environment } from '../aws/env.ts'
import { jsonService } from '../aws/json-service.ts'
import { reportFailed } from '../aws/log.ts'
import { tableService } from '../aws/table-service.ts'
import { publicDocuments } from '../aws/public-document.ts'
import { manifest } from '../manifest.ts'
import { answering } from '../http/participant.ts'
import { passesApi } from './api.ts'
import { addressOfSignedIn } from './sign-in.ts'
import { passStore } from './store.ts'

const { issuer, clientId, ...settings } = environment(manifest.passes.environment)
const store = passStore({ ...settings, tables: tableService(), parameters: jsonService('ssm') })
const addressOf = addressOfSignedIn({ issuer, clientId, readDocument: publicDocuments(), clock: Date.now })

export const handler = answering(passesApi(store, addressOf), reportFailed)
