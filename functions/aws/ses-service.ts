/** Calls of SES by its query protocol: a form in, XML out. */
import { signedRequests } from './signed-requests.ts'

/** Gives the text of the first element of each name asked for; throws `ServiceError` with SES's own message. */
export type SesCall = (
  action: string,
  parameters: Readonly<Record<string, string>>,
  elements: readonly string[],
) => Promise<Readonly<Partial<Record<string, string>>>>

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'" }

/** Of a flat element, which is all that these answers have. */
const elementIn = (xml: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^<]*)</${name}>`)
    .exec(xml)?.[1]
    ?.replace(/&(#39|[a-z]+);/g, (whole, entity: string) => entities[entity] ?? whole)

const refusalIn = (body: string): { code: string; message: string } => ({
  code: elementIn(body, 'Code') ?? 'UnreadableAnswer',
  message: elementIn(body, 'Message') ?? '',
})

/** One attempt each: a repeated one would count against a rate that has been handed out already. */
export const sesService = (): SesCall => {
  const request = signedRequests({ service: 'ses', host: 'email', attempts: 1, refusalIn })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return async (action, parameters, elements) => {
    const form = Object.entries({ Action: action, Version: '2010-12-01', ...parameters })
    const body = form.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
    const xml = await request(headers, body)
    return Object.fromEntries(
      elements.flatMap(name => {
        const text = elementIn(xml, name)
        return text === undefined ? [] : [[name, text]]
      }),
    )
  }
}
