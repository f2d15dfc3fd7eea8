/** The start page for newcomers: where everything is, and the controls of the local clock. */
import type { ServerResponse } from 'node:http'
import * as z from 'zod'
import type { Item } from '../emulators/dynamodb.ts'
import { escape, sendPage } from '../emulators/pages.ts'

const surveySchema = z.object({
  surveyId: z.string(),
  title: z.string(),
  status: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
})

/** A harvest begins three minutes after the close, once ballots still on their way have arrived. */
const harvestedAfterMilliseconds = 4 * 60_000

const hour = 60 * 60_000

const moveTo = (label: string, at: Date): string =>
  `<form class="row" method="post" action="/local/clock"><input type="hidden" name="now" value="${at.toISOString()}"><button>${escape(label)}</button></form>`

const survey = (item: Item): string => {
  const parsed = surveySchema.safeParse(item)
  if (!parsed.success) return ''
  const { title, status, opensAt, closesAt } = parsed.data
  const when = status === 'scheduled' ? `opens ${opensAt}` : `closes ${closesAt}`
  const words = `<strong>${escape(title || 'Pulse')}</strong> <span class="quiet">${escape(status)}, ${escape(when)}</span>`
  if (status === 'open' || status === 'opening') {
    const after = new Date(Date.parse(closesAt) + harvestedAfterMilliseconds)
    return `<li><p>${words}</p>${moveTo('Move the clock past its close, and harvest it', after)}</li>`
  }
  if (status === 'scheduled')
    return `<li><p>${words}</p>${moveTo('Move the clock to its opening', new Date(opensAt))}</li>`
  return `<li><p>${words}</p></li>`
}

export const sendLanding = (response: ServerResponse, now: Date, surveys: readonly Item[]): void => {
  const rows = surveys.map(survey).filter(Boolean)
  sendPage(
    response,
    200,
    'Local Murmur',
    `<h1>Murmur, on this machine</h1>
<p class="quiet">The same functions that deploy, against stand-ins for AWS. These pages exist here alone.</p>
<h2>Go to</h2>
<ul>
<li><a href="/desk/">The desk</a>: incidents, reviews and surveys, for facilitators</li>
<li><a href="/trends/">Trends</a>: published figures, for leadership</li>
<li><a href="/comments/">In their own words</a>: what people wrote in the pulse, for leadership and facilitators</li>
<li><a href="/learning-review/">Learning reviews</a>: those that are published, for leadership</li>
<li><a href="/local/inbox">The inbox</a>: every mail that would have gone out, with its links</li>
<li><a href="/local/dump">The dump</a>: all that is stored and logged, as JSON</li>
</ul>
<h2>Clock</h2>
<p>It is <strong>${escape(now.toISOString().slice(0, 16).replace('T', ' '))} UTC</strong> here. The clock moves forward only; what falls due on the way is run at the new time.</p>
${moveTo('Run what is due now', new Date(0)).replace(/<input[^>]*>/, '')}
${moveTo('One hour on', new Date(now.getTime() + hour))}
${moveTo('One day on', new Date(now.getTime() + 24 * hour))}
<h2>Surveys</h2>
${rows.length === 0 ? '<p>None yet. Invite participants to a review at the desk.</p>' : `<ul class="plain">${rows.join('')}</ul>`}`,
  )
}
