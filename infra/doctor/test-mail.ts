/** One mail with the test link, sent the way invitations are: from the same sender, as text and HTML. */
import { testLinkUrl } from '../../functions/domain/ballot/test-link.ts'
import type { Deployment } from '../deployment.ts'
import { hostOf } from '../endpoints.ts'
import type { Call } from './call.ts'

const subject = 'Murmur: a test of what your mail makes of a link'

const textOf = (url: string): string => `Somebody who runs Murmur for your organisation asked for this mail.

Open this link, the way you would open any other in your mail:

${url}

The page says whether the link came through whole. The link is the same for everybody and lets nobody answer; nothing is
stored. If the page does not open, copy this whole mail and paste it at ${new URL(url).origin}${new URL(url).pathname}
`

const htmlOf = (url: string): string => {
  const paragraphs = textOf(url)
    .trim()
    .split('\n\n')
    .map(text => (text === url ? `<p><a href="${url}">${url}</a></p>` : `<p>${text}</p>`))
  return `<!doctype html><html lang="en"><meta charset="utf-8"><body>${paragraphs.join('')}</body></html>`
}

/** SES v1, whose rights the account already grants for invitations. Throws what SES refuses. */
export const sendTestMail = async (
  call: Call,
  region: string,
  { siteUrl, mailFrom, configurationSet }: Pick<Deployment, 'siteUrl' | 'mailFrom' | 'configurationSet'>,
  to: string,
): Promise<void> => {
  const url = testLinkUrl(siteUrl)
  const body = new URLSearchParams({
    Action: 'SendEmail',
    Version: '2010-12-01',
    Source: mailFrom,
    ConfigurationSetName: configurationSet,
    'Destination.ToAddresses.member.1': to,
    'Message.Subject.Data': subject,
    'Message.Body.Text.Data': textOf(url),
    'Message.Body.Text.Charset': 'UTF-8',
    'Message.Body.Html.Data': htmlOf(url),
    'Message.Body.Html.Charset': 'UTF-8',
  })
  await call({
    service: 'ses',
    host: hostOf('email', region),
    region,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  })
}
