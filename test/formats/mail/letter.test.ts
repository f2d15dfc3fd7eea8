import { describe, expect, test } from 'vitest'
import { mailKindSchema, mailSchema } from '../../../functions/domain/mail/mail.ts'
import { renderHtml, renderText } from '../../../functions/formats/mail/layout.ts'
import { type MailedSurvey, letterWriter } from '../../../functions/formats/mail/survey-letter.ts'
import { mailItem, openSurvey } from '../../mailer/world.ts'

const link = 'https://murmur.example.org/answer/pre-meeting-1/#secret'
const unsubscribe = 'https://murmur.example.org/api/unsubscribe/abc'
const replies = 'https://murmur.example.org/you-said/'
const lead = 'Sent by Murmur, which the reliability team runs.'
const filed = { run: 'run_aaaaaaaaaaaaaaaa', cast: 8, counted: 7, at: '2026-11-04T12:05:00.000Z' }
const write = letterWriter()

const letter = (mail: Parameters<typeof mailItem>[1] = {}, survey: MailedSurvey = openSurvey({ filed })) => {
  const written = write(mailSchema.parse(mailItem(0, mail)), survey, { link, unsubscribe, lead, replies })
  return { subject: written.subject, text: renderText(written), html: renderHtml(written) }
}
const asText = (html: string) =>
  html
    .replace(/<(style|title)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
const kinds = mailKindSchema.options
const withLink = ['invitation', 'reminder', 'moved', 'later'] as const

describe.each(kinds)('%s', kind => {
  test('names the incident in its subject', () => {
    expect(letter({ kind }).subject).toContain('Checkout returned errors')
  })

  test('says the same in HTML as in plain text', () => {
    const { text, html } = letter({ kind })
    const words = (of: string) => new Set(of.split(/[\s:]+/).filter(word => /\w/.test(word)))
    const inHtml = words(asText(html))
    for (const word of words(text.replaceAll('Say what you saw:', ''))) expect(inHtml).toContain(word)
  })

  test('fetches nothing and runs nothing', () => {
    const { html } = letter({ kind })
    expect(html).not.toMatch(/<(img|script|link|iframe|object|form|video|audio|svg)\b|\ssrc=|url\(|@import|\son\w+=/i)
    const targets = [...html.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)
    for (const target of targets) expect([link, unsubscribe]).toContain(target)
  })

  test('wraps its plain text at 72 columns, except addresses, and uses plain letters', () => {
    const { text } = letter({ kind })
    for (const line of text.split('\n')) if (!line.includes('https://')) expect(line.length).toBeLessThanOrEqual(72)
    expect(text).toMatch(/^[\x20-\x7e\n]*$/)
  })

  test('promises no more than holds', () => {
    const { text, html, subject } = letter({ kind })
    expect(`${subject} ${text} ${asText(html)}`).not.toMatch(/anonym|impossible|guarantee|100 ?%/i)
  })
})

test.each(['counted', 'results'] as const)('%s has the root, and beside it where the traces stand', kind => {
  const heads = { survey: 'S'.repeat(43), rest: 'R'.repeat(43) }
  const survey = (more: Partial<MailedSurvey>) => openSurvey({ filed: { ...filed, root: 'T'.repeat(43) }, ...more })
  const { text, html } = letter({ kind }, survey({ traceHeads: heads }))
  for (const code of ['S', 'R', 'T']) {
    expect(text).toContain(code.repeat(43))
    expect(html).toContain(code.repeat(43))
  }
  expect(text.replaceAll('\n', ' ')).toContain('after --head')
  expect(letter({ kind }, survey({})).text).not.toContain('--head')
})

test.each(['cancelled', 'unread'] as const)('%s has where the traces stand, of a survey that has no root', kind => {
  const heads = { survey: 'S'.repeat(43), rest: 'R'.repeat(43) }
  for (const changes of [{}, { kind: 'pulse' }, { meetingStands: true }] as const) {
    const { text, html } = letter({ kind }, openSurvey({ filed: null, traceHeads: heads, ...changes }))
    for (const code of ['S', 'R']) {
      expect(text).toContain(code.repeat(43))
      expect(html).toContain(code.repeat(43))
    }
    expect(text.replaceAll(/\s+/g, ' ')).toContain('verify -- trace')
  }
  expect(letter({ kind }, openSurvey({ filed: null })).text).not.toContain('--head')
})

test.each(withLink)('%s has its link, the close in its reader’s zone, the number invited and the terms', kind => {
  const { text } = letter({ kind, zone: 'America/New_York' })
  expect(text).toContain(`\n${link}\n`)
  // closesAt is 12:00 UTC; the meeting is an hour later, planned in Berlin.
  const line = text.replaceAll(/\n(?!\n)/g, ' ')
  expect(line).toMatch(/Open until [^.]*4 November 2026 at 07:00 GMT-5 in New York \(13:00 CET in Berlin\)\./)
  expect(line).toMatch(/On [^.]*4 November 2026 at 08:00 GMT-5 in New York \(14:00 CET in Berlin\) we meet/)
  expect(text).toContain('12 people')
  expect(text).toContain('H'.repeat(43))
  expect(text).toMatch(/sealed/)
})

test('a reader in the zone of the meeting sees its time once', () => {
  expect(letter().text.match(/ in Berlin/g)).toHaveLength(3)
  expect(letter().text).not.toMatch(/\(\w+, \d/)
})

test('the reminder is the same for everybody, whether or not they have answered', () => {
  const before = letter({ kind: 'reminder' }, openSurvey({ takenPart: 0 }))
  expect(letter({ kind: 'reminder' }, openSurvey({ takenPart: 9 }))).toEqual(before)
})

const asker = { name: 'Ingrid Solheim', email: 'ingrid@example.com', readers: ['Ingrid Solheim', 'Femi Adeyemi'] }

test('a person asks: by name, with who reads it, how to check it, and the hash at the foot', () => {
  const { subject, text, html } = letter({ asker })
  const flat = text.replaceAll(/\s+/g, ' ')
  expect(subject).toBe(`What did you see of "Checkout returned errors"? Three minutes before Wednesday's review`)
  expect(flat).toContain('is ready 15 minutes after the close, and is read by Ingrid Solheim and Femi Adeyemi')
  expect(flat).toContain('You need not trust it.')
  // What came with a mail proves nothing about it.
  expect(flat).toContain('Ask Ingrid Solheim in person, in your chat or by a new mail.')
  expect(flat).not.toMatch(/stands in your calendar|Reply to this mail/)
  expect(flat).toContain('about three minutes')
  expect(text.indexOf('H'.repeat(43))).toBeGreaterThan(text.indexOf('-'.repeat(72)))
  expect(text).toContain(lead)
  expect(`${subject} ${flat} ${asText(html)}`).not.toMatch(/hurry|urgent|soon|last chance|deadline|!/i)
})

test('the reminder differs from the invitation by one sentence and a word of its subject', () => {
  const [first, second] = [letter({ asker }), letter({ asker, kind: 'reminder' })]
  expect(second.subject).toBe(`Reminder: ${first.subject}`)
  const paragraphs = (text: string) => text.split('\n\n')
  const more = paragraphs(second.text).filter(one => !paragraphs(first.text).includes(one))
  expect(more).toHaveLength(1)
  expect(more[0]?.replaceAll(/\s+/g, ' ')).toContain('goes to everybody alike')
  expect(paragraphs(first.text).filter(one => !paragraphs(second.text).includes(one))).toEqual([])
})

test('a pulse that opens after leadership has answered says where that is read, and any other is silent of it', () => {
  const pulse = { kind: 'pulse', title: 'Pulse 2026-Q4', startedAt: null, meetingAt: null, reviewId: null } as const
  expect(letter({}, openSurvey(pulse)).text).not.toContain('You said, we did')
  for (const kind of ['invitation', 'reminder'] as const) {
    expect(letter({ kind }, openSurvey({ ...pulse, replied: '2026-Q3' })).text).toContain(replies)
  }
})

test('the agenda’s mail says who was never reached, and nothing where everybody was', () => {
  const some = letter({ kind: 'agenda-ready', notReached: { bounced: 2, refused: 1 } })
  expect(some.text.replaceAll(/\s+/g, ' ')).toContain('3 of them were never reached by mail (2 came back, 1 refused)')
  expect(letter({ kind: 'agenda-ready' }).text).not.toContain('never reached')
})

test('a cancellation has no link', () => {
  const { text, html } = letter({ kind: 'cancelled' })
  expect(text + html).not.toContain(link)
})

test('for an agenda with too few answers, it says that none is shown', () => {
  const few = letter({ kind: 'agenda-ready' }, openSurvey({ filed: { ...filed, counted: 2 } }))
  expect(few.text).toContain('2 of 12 answered')
  expect(few.text).toContain('fewer than 3')
  expect(letter({ kind: 'agenda-ready' }).text).not.toContain('fewer than 3')
  // Each contested link asks for one more than the terms did.
  const contested = letter({ kind: 'agenda-ready' }, openSurvey({ filed: { ...filed, counted: 4 }, contested: 2 }))
  expect(contested.text).toContain('fewer than 5')
})

test('of an incident whose hour nobody knows the day is told as it was, in whatever zone it is read', () => {
  const survey = openSurvey({ startedAt: '2026-11-17T00:00:00Z', startedOn: '2026-11-17' })
  const { text } = letter({ zone: 'America/New_York' }, survey)
  expect(text.replaceAll(/\s+/g, ' ')).toMatch(/which began on Tuesday,? 17 November 2026\. /)
})

test('a pulse has no review and no incident', () => {
  const pulse = openSurvey({ kind: 'pulse', title: 'Pulse 2026-Q4', startedAt: null, meetingAt: null, reviewId: null })
  const { text, subject } = letter({}, pulse)
  expect(`${subject} ${text}`).not.toMatch(/review|incident/i)
  expect(text.replace(/\s+/g, ' ')).toContain('groups of 5 or more')
})

test('what people wrote is treated as text, in both parts', () => {
  const title = 'Outage\n\nhttps://evil.example\n<script>alert(1)</script> & "more"'
  const { text, html, subject } = letter({ name: '<b>Ada</b>\r\nBcc: eve@example.net' }, openSurvey({ title }))
  expect(html).not.toMatch(/<script|<b>/)
  expect(html).toContain('&lt;b&gt;Ada&lt;/b&gt; Bcc: eve@example.net')
  expect(subject).not.toMatch(/[\r\n]/)
  expect(text).not.toMatch(/^https:\/\/evil/m)
})

test('a reader without a name is greeted all the same', () => {
  expect(letter({ name: '' }).text.startsWith('Hello,\n')).toBe(true)
})

test('after the close everybody who was asked gets the numbers and the root of the record', () => {
  const survey = openSurvey({ filed: { ...filed, root: 'a-root-of-the-record' } })
  const { text, html, subject } = letter({ kind: 'counted' }, survey)
  expect(subject).toContain('Answers closed')
  expect(text.replaceAll(/\s+/g, ' ')).toContain('of 12 people answered')
  for (const part of [text, html]) expect(part).toContain('a-root-of-the-record')
  expect(text + html).not.toContain(link)
  expect(letter({ kind: 'results' }, survey).text).toContain('a-root-of-the-record')
})

describe('after the close of a pulse', () => {
  const pulse = openSurvey({ kind: 'pulse', title: 'Q4 2026', startedAt: null, meetingAt: null, reviewId: null, filed })

  test('everybody who was asked gets the same mail, which reveals nobody’s participation', () => {
    const { text } = letter({ kind: 'results' }, pulse)
    expect(text).toContain('Q4 2026')
    expect(text.replace(/\s+/g, ' ')).toContain('whether they answered or not')
    const nobody = openSurvey({ ...pulse, filed: { ...filed, counted: 0, cast: 0 }, takenPart: 0 })
    expect(letter({ kind: 'results' }, nobody)).toEqual(letter({ kind: 'results' }, pulse))
  })

  test('leadership’s page gives what was published, one sentence each, and what is asked of its reader', () => {
    const page = {
      safety: '32 of 41 answered; 71 % feel comfortable.',
      participation: '32 of 41 took part.',
      groups: null,
      asked: ['answer-back', 'no-hunt'],
    }
    const { text } = letter({ kind: 'quarter', page }, pulse)
    const flat = text.replace(/\s+/g, ' ')
    expect(flat).toContain(`Safety ${page.safety}`)
    expect(flat).toContain(`Participation ${page.participation}`)
    expect(flat).not.toContain('Groups')
    expect(flat).toMatch(/What is asked of you: 1\. .* 2\. Ask nobody what they answered/)
    expect(flat).not.toContain('3. ')
  })
})
