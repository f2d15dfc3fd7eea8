/** The inbox page: the mails that the local SES accepted. */
import type { ServerResponse } from 'node:http'
import type { Message } from '../emulators/mailbox.ts'
import { escape, sendPage } from '../emulators/pages.ts'

/** Only addresses that begin with http become links; everything else stays text. */
const withLinks = (text: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]])/)
    .map((part, index) => (index % 2 === 1 ? `<a href="${escape(part)}">${escape(part)}</a>` : escape(part)))
    .join('')

const mailItem = (message: Message): string => `
<li><details>
<summary><strong>${escape(message.subject || '(no subject)')}</strong><br>
<span class="quiet">to ${escape(message.to)}, ${escape(message.at.slice(0, 16).replace('T', ' '))} UTC</span></summary>
<pre>${withLinks(message.text)}</pre>
${
  message.html
    ? `<details><summary>As HTML</summary>
<iframe title="${escape(message.subject)}" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escape(`<base target="_blank">${message.html}`)}"></iframe></details>`
    : ''
}
<p><a href="/local/inbox/${escape(message.id)}.eml">As it was sent</a></p>
</details></li>`

/** The page shows the newest; the JSON at the same address has all. */
const shownAtMost = 200

export const sendInbox = (response: ServerResponse, messages: readonly Message[], to: string): void => {
  const shown = messages.slice(0, shownAtMost)
  sendPage(
    response,
    200,
    'Local inbox',
    `<p><a href="/local/">Local Murmur</a></p>
<h1>Local inbox</h1>
<p class="quiet">Every mail that would have gone out, newest first. Nothing leaves this machine.</p>
<form class="row" method="get" action="/local/inbox"><label>Only to <input name="to" type="search" value="${escape(to)}" placeholder="ada@example.com"></label><button>Show</button></form>
${messages.length === 0 ? '<p>No mail yet.</p>' : `<p>${messages.length === shown.length ? messages.length : `${shown.length} of ${messages.length}`} mails</p>`}
<ul class="plain">${shown.map(mailItem).join('')}</ul>`,
  )
}
