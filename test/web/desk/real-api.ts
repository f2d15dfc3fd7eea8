/** The functions' own APIs on tables of their own, for pages that want more of them than an API in memory has. */
import { randomBytes } from 'node:crypto'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { learningApi } from '../../../functions/learning/api.ts'
import { learningStores } from '../../../functions/learning/stores.ts'
import { organiseApi } from '../../../functions/organise/api.ts'
import { organiseStore } from '../../../functions/organise/store.ts'
import { personClaims, presented, tokenRules } from '../../caller.ts'
import { testTables, withinGrants } from '../../dynamodb.ts'
import type { RealApi } from './site.ts'

export const realApi = (client: DynamoDBDocumentClient): RealApi => {
  const settings = { ...tokenRules, siteUrl: 'http://localhost', report: () => {} }
  const documents = (name: 'learning' | 'organise') => withinGrants(client, name)
  const learning = learningApi({
    ...learningStores({ ...testTables, documents: documents('learning') }),
    settings,
    random: randomBytes,
  })
  const organise = organiseApi({
    store: organiseStore({ ...testTables, documents: documents('organise') }),
    settings: { ...settings, inviteDomains: ['example.com'] },
    random: randomBytes,
  })
  return async (request, { email, name, groups }) => {
    const { pathname } = new URL(request.url)
    const app = /^\/api\/(people|surveys|handovers|pulse-plan)/.test(pathname) ? organise : learning
    const { headers, authorizer } = presented(personClaims({ email, name, groups: `[${groups.join(' ')}]` }))
    const sent = new Request(request)
    sent.headers.set('authorization', headers.authorization)
    return app.request(sent, undefined, {
      event: { requestContext: { timeEpoch: Date.now(), requestId: 'request', authorizer } },
    })
  }
}
