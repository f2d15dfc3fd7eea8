/** Calls to SES in its query protocol: a form in, XML out. */
import { signedRequests } from './signed-requests.ts'

/** Returns the text of the first element with each name asked for; throws `ServiceError` with SES's own message. */
export type SesCall = (
  action: string,
  parameters: Readonly<Record<string, string>>,
  elements: readonly string[],
) => Promise<Readonly<Partial<Record<string, string>>>>

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" }

/** Only for elements without children, which is all that these answers contain. */
const elementIn = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`)
    .exec(xml)?.[1]
    ?.replace(/&(#39|[a-z]+);/g, (whole, entity: string) => entities[entity] ?? whole)

const refusalIn = (body: string): { code: string; message: string } => ({
  code: elementIn(body, 'Code') ?? 'UnreadableAnswer',
  message: elementIn(body, 'Message') ?? '',
})

/** Questions, which change nothing and count against no rate of sending. */
const asking = new Set(['GetSendQuota'])
const attemptsOfAsking = 3

/** Of sending no retries: a repeated call would count against a rate that has already been allotted. */
export const sesService = (): SesCall => {
  const request = signedRequests({ service: 'ses', host: 'email', attempts: 1, refusalIn })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return async (action, parameters, elements) => {
    const form = Object.entries({ Action: action, Version: '2010-12-01', ...parameters })
    const body = form.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
    const xml = await request(headers, body, asking.has(action) ? attemptsOfAsking : undefined)
    return Object.fromEntries(
      elements.flatMap(name => {
        const text = elementIn(xml, name)
        return text === undefined ? [] : [[name, text]]
      }),
    )
  }
}
