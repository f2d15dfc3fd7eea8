/** Whom somebody is counted among, as the page reads it by their link: through the deployed handler, with its grants. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { documentCalls } from '../../functions/aws/document-calls.ts'
import { ballotsApi } from '../../functions/ballots/api.ts'
import { ballotStore } from '../../functions/ballots/store.ts'
import type { Link } from '../../functions/domain/ballot/link.ts'
import { invitationSchema } from '../../functions/domain/people/invitation.ts'
import { surveySchema } from '../../functions/domain/survey/survey.ts'
import { answering } from '../../functions/http/participant.ts'
import { cohortSecret, invitationToken } from '../../functions/protocol/token.ts'
import { readAmong } from '../../web/answer/among.ts'
import { invitedWith } from '../../web/answer/form.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { items, row } from '../organise/setup.ts'
import { itemsOf } from '../survey.ts'

const listPath = /^\/api\/surveys\/([^/]+)\/cohorts\/([^/]+)\/list$/

export const listSeen = async (client: DynamoDBDocumentClient, link: Link, at: string) => {
  const store = ballotStore({ ...testTables, tables: documentCalls(withinGrants(client, 'ballots')) })
  const handle = answering(ballotsApi(store), () => {})
  const fetch = async (path: unknown) => {
    const [, id = '', cohort = ''] = listPath.exec(String(path)) ?? []
    const answered = await handle({
      routeKey: 'GET /api/surveys/{id}/cohorts/{cohort}/list',
      pathParameters: { id, cohort },
      requestContext: { timeEpoch: Date.parse(at), requestId: 'r', http: { method: 'GET', path: String(path) } },
    })
    return new Response(answered.body, { status: answered.statusCode, headers: answered.headers })
  }
  const row = (await itemsOf(client, 'surveys')).find(({ sk }) => sk === link.surveyId)
  return readAmong({ link, fetch, site: '' }, invitedWith(surveySchema.parse(row), link))
}

/** The link that somebody is mailed, as the mailer derives it. `parameters` holds the keys. */
export const linkOf = async (
  client: DynamoDBDocumentClient,
  parameters: ReadonlyMap<string, string>,
  surveyId: string,
  email: string,
): Promise<Link> => {
  const { keys, keysHash } = await row(client, surveyId)
  const key = Buffer.from(parameters.get(`/murmur/link/${keys?.link}`) ?? '', 'base64url')
  const invited = (await items(client, 'people', `invitation#${surveyId}`)).flatMap(({ people }) =>
    invitationSchema.array().parse(people),
  )
  const found = invited.find(one => one.email === email)
  if (!found || keysHash === null) throw new Error('nobody has such a link')
  const { invitationId, cohort } = found
  const token = invitationToken(key, surveyId, invitationId)
  return { surveyId, cohort, token, keysHash, namesKey: cohortSecret(key, surveyId, cohort) }
}
