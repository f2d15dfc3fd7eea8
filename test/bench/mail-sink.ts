/**
 * SES, DynamoDB and SSM as fast as possible, so that only the mailer is measured: every mail is due, every condition
 * holds. When its standard input closes, prints the arrival time of each mail. Arguments: rate, mails.
 */
import { createServer } from 'node:http'
import { linkKey, mailItem, openSurvey } from '../mailer/world.ts'
import { attributes } from './wire.ts'

const [perSecond = 200, mails = 1000] = process.argv.slice(2).map(Number)
const arrivals: number[] = []

const namespace = 'xmlns="http://ses.amazonaws.com/doc/2010-12-01/"'
const answerTo = (action: string, result: string): string =>
  `<${action}Response ${namespace}><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`
const quota = answerTo(
  'GetSendQuota',
  `<Max24HourSend>1000000</Max24HourSend><MaxSendRate>${perSecond}</MaxSendRate><SentLast24Hours>0</SentLast24Hours>`,
)
const sent = answerTo('SendRawEmail', '<MessageId>1</MessageId>')

const outbox = Array.from({ length: mails }, (_, index) => attributes(mailItem(index)))
const bySortKey = new Map(outbox.map(item => [JSON.stringify(item['sk']), item]))
const survey = JSON.stringify({ Item: attributes(openSurvey({ invited: mails })) })
let queried = 0

const page = (limit: number): string => {
  const Items = outbox.slice(queried, queried + limit)
  queried += Items.length
  const last = queried < outbox.length ? { LastEvaluatedKey: Items.at(-1) } : {}
  return JSON.stringify({ Items, Count: Items.length, ScannedCount: Items.length, ...last })
}

const stored = (operation: string, body: string): string => {
  if (operation === 'GetItem') return survey
  if (operation === 'GetParameter') return JSON.stringify({ Parameter: { Value: linkKey.toString('base64url') } })
  if (operation === 'PutItem') return '{}'
  const input: unknown = JSON.parse(body)
  if (typeof input !== 'object' || input === null) return '{}'
  if ('IndexName' in input) return page('Limit' in input ? Number(input.Limit) : 100)
  if (operation === 'Query') return '{"Items":[],"Count":0,"ScannedCount":0}'
  if (!('ReturnValues' in input && 'Key' in input)) return '{}'
  const key = input.Key
  const sortKey = typeof key === 'object' && key !== null && 'sk' in key ? JSON.stringify(key.sk) : ''
  return JSON.stringify({ Attributes: bySortKey.get(sortKey) })
}

const server = createServer((request, response) => {
  const at = performance.now()
  const target = request.headers['x-amz-target']
  const pieces: Buffer[] = []
  request.on('data', (piece: Buffer) => pieces.push(piece))
  request.on('end', () => {
    if (typeof target === 'string') {
      const answer = stored(target.split('.')[1] ?? '', Buffer.concat(pieces).toString())
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(answer)
      return
    }
    const isQuota = pieces[0]?.subarray(0, 200).includes('GetSendQuota') === true
    if (!isQuota) arrivals.push(at)
    response.writeHead(200, { 'content-type': 'text/xml' }).end(isQuota ? quota : sent)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' && address ? address.port : 0)
})
process.stdin
  .on('end', () => {
    console.log(JSON.stringify(arrivals))
    process.exit(0)
  })
  .resume()
