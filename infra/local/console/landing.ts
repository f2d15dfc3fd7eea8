/** The start page for newcomers: who one can be, a review to walk through, and the controls of the local clock. */
import type { ServerResponse } from 'node:http'
import * as z from 'zod'
import type { Item } from '../emulators/dynamodb.ts'
import type { Message } from '../emulators/mailbox.ts'
import { escape, sendPage } from '../emulators/pages.ts'
import { personas } from '../emulators/personas.ts'

const surveySchema = z.object({
  surveyId: z.string(),
  title: z.string(),
  status: z.string(),
  opensAt: z.string(),
  closesAt: z.string(),
  reviewId: z.string().nullish(),
})
type Survey = z.infer<typeof surveySchema>

/** The agenda is promised for a quarter of an hour after the close. */
const harvestedAfterMilliseconds = 15 * 60_000

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

/** A participant's link that is open now: the newest mail that invites to a survey which still takes answers. */
const openLink = (messages: readonly Message[], surveys: readonly Survey[]): string | null => {
  const open = surveys.filter(({ status }) => status === 'open').map(({ surveyId }) => surveyId)
  const links = messages.flatMap(message => message.links)
  // Those who have answered in the sample got their mails last.
  return links.findLast(link => link.includes('/answer/') && open.some(id => link.includes(id))) ?? null
}

/** The latest review that has been harvested, by its survey. */
const harvestedReview = (surveys: readonly Survey[]): string | null =>
  surveys
    .filter(({ status, reviewId }) => status === 'harvested' && reviewId != null)
    .toSorted((a, b) => b.closesAt.localeCompare(a.closesAt))[0]?.reviewId ?? null

const link = (address: string, words: string): string => `<a href="${escape(address)}">${escape(words)}</a>`

/** Four roles, in the order in which a review goes through their hands. Each step opens what is really there. */
const story = (messages: readonly Message[], surveys: readonly Survey[]): string => {
  const answer = openLink(messages, surveys)
  const closing = surveys.find(({ status, reviewId }) => status === 'open' && reviewId != null)
  const review = harvestedReview(surveys)
  const steps = [
    answer
      ? `<strong>A participant</strong> gets a mail and ${link(answer, 'answers under a pseudonym')}, on a phone, in three minutes.`
      : `<strong>A participant</strong> answers from a mail. Nobody is asked anything just now: ${link('/desk/#/prepare', 'prepare a review')} as ${escape(nameOf('facilitator'))}, then look into ${link('/local/inbox', 'the inbox')}.`,
    closing
      ? `<strong>The facilitator</strong> gets an agenda made of those words after the close. ${moveTo('Move the clock past the close', new Date(Date.parse(closing.closesAt) + harvestedAfterMilliseconds))}`
      : '',
    review
      ? `<strong>The facilitator</strong>, signed in as ${escape(nameOf('facilitator'))}, ${link(`/desk/#/reviews/${review}`, 'goes through an agenda')} and ${link(`/desk/#/reviews/${review}/meeting`, 'holds the meeting')}: the round, the clock, the anonymous channel.`
      : `<strong>The facilitator</strong> holds the meeting with that agenda.`,
    `<strong>Leadership</strong>, signed in as ${escape(nameOf('leadership'))}, reads ${link('/trends/', 'whether it became safer to speak')}, and never an agenda.`,
  ]
  return `<ol>${steps
    .filter(Boolean)
    .map(step => `<li>${step}</li>`)
    .join('')}</ol>`
}

const nameOf = (id: string): string => personas.find(one => one.id === id)?.name ?? id

export const sendLanding = (
  response: ServerResponse,
  now: Date,
  items: readonly Item[],
  messages: readonly Message[],
): void => {
  const rows = items.map(survey).filter(Boolean)
  const surveys = items.flatMap(item => surveySchema.safeParse(item).data ?? [])
  sendPage(
    response,
    200,
    'Local Murmur',
    `<h1>Murmur, on this machine</h1>
<p class="quiet">The same functions that deploy, against stand-ins for AWS. Nothing leaves this machine, and these pages exist here alone.</p>
<h2>A review, from one hand to the next</h2>
${story(messages, surveys)}
<h2>Who you can be</h2>
<p>Sign in as any of them; nobody has a password here.</p>
<ul class="plain">${personas
      .map(
        ({ name, purpose, groups }) =>
          `<li><p>${link(groups[0] === 'leadership' ? '/trends/' : '/desk/', name)}<br><span class="quiet">${escape(purpose)}</span></p></li>`,
      )
      .join('')}</ul>
<h2>Go to</h2>
<ul>
<li>${link('/desk/', 'The desk')}: reviews, incidents, actions and the pulse, for facilitators</li>
<li>${link('/quarter/', 'At a glance')}, ${link('/trends/', 'Trends')}, ${link('/comments/', 'In their own words')}, ${link('/learning-review/', 'Learning reviews')}, ${link('/trace/', 'The trace')}: what is published, for leadership</li>
<li>${link('/local/inbox', 'The inbox')}: every mail that would have gone out, with its links</li>
<li>${link('/local/dump', 'The dump')}: all that is stored and logged, as JSON</li>
</ul>
<h2>Clock</h2>
<p>It is <strong>${escape(now.toISOString().slice(0, 16).replace('T', ' '))} UTC</strong> here. The clock moves forward only; what falls due on the way is run at the new time.</p>
${moveTo('Run what is due now', new Date(0)).replace(/<input[^>]*>/, '')}
${moveTo('One hour on', new Date(now.getTime() + hour))}
${moveTo('One day on', new Date(now.getTime() + 24 * hour))}
<h2>Surveys</h2>
${rows.length === 0 ? `<p>None yet. ${link('/desk/#/prepare', 'Prepare a review')} at the desk.</p>` : `<ul class="plain">${rows.join('')}</ul>`}`,
  )
}
