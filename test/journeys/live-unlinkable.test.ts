/**
 * The live channel, for somebody who has everything: each table at every moment of the meeting, all logs, and what
 * every device sent. Everybody may read a remark, unlike an answer; nobody may learn who wrote it, or when.
 */
import { createHash, randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { plus } from '../../functions/domain/time/instants.ts'
import { type Dump, incident, ownStory } from './story.ts'

const hour = 3_600_000
const canary = () => `zq${randomBytes(9).toString('hex')}`

/** Devices. Nothing a device sends besides its text may be stored anywhere. */
const devices = Array.from({ length: 12 }, () => ({
  agent: `A${canary()}`,
  address: `203.0.113.${Math.floor(Math.random() * 250)}`,
  id: canary(),
  text: canary(),
}))

const story = ownStory()
let reviewId = ''
let key = ''
const present = ['Zerlina Quux', 'Yorick Vexen']
let opened: Dump
/** After each remark. */
const states: Dump[] = []
/** The board as a poller saw it after each remark, before its batch could end. */
const polled: string[] = []
let ended: Dump
let appendix: string[] = []

const look = async (): Promise<string> => {
  const answered = await story.call('GET', '/api/live', undefined, null, { authorization: `Bearer ${key}` })
  return answered.text
}
const send = (device: (typeof devices)[number]) =>
  story.call('POST', '/api/live', { text: device.text, id: device.id }, null, {
    authorization: `Bearer ${key}`,
    'user-agent': device.agent,
    'x-forwarded-for': device.address,
  })

beforeAll(async () => {
  const now = await story.passTime()
  const start = new Date(Math.ceil(Date.parse(now) / hour) * hour + hour).toISOString()
  const incidentId = await story.create('/api/incidents', incident(plus(start, -48 * hour)))
  reviewId = await story.create('/api/reviews', { incidentId, meetingAt: start, zone: 'UTC', durationMinutes: 60 })
  await story.passTime(start)
  const { json } = await story.call('POST', `/api/reviews/${reviewId}/live`)
  key = new URL(String(json['url'])).hash.slice(1)
  // A meeting under way, with names, while remarks are written.
  const people = present.map((name, index) => ({
    id: `p${index}`,
    name,
    seniority: null,
    draw: 0.5,
    turns: index,
    passed: false,
    heard: false,
    away: false,
  }))
  const running = { itemId: 'opening', since: 1, elapsed: {}, more: {}, shown: {}, round: 1, people, applied: ['one'] }
  const begun = await story.call('PUT', `/api/reviews/${reviewId}/running`, { ...running, version: 0 })
  if (begun.status !== 200) throw new Error(begun.text)
  opened = await story.dump()
  for (const [index, device] of devices.entries()) {
    // Three in a batch, then a silence of a different length each time.
    if (index % 3 === 0) await story.passTime(plus(await story.passTime(), 20_000 + index * 7000))
    const answered = await send(device)
    if (answered.status !== 201) throw new Error(answered.text)
    states.push(await story.dump())
    polled.push(await look())
  }
  await story.call('POST', `/api/reviews/${reviewId}/meeting`, { attendees: 12, speakers: 9, ended: true })
  ended = await story.dump()
  const agenda = await story.call('GET', `/api/reviews/${reviewId}/agenda.json`)
  appendix = (agenda.json['appendix'] as { text: string }[]).map(({ text }) => text)
}, 240_000)

const last = (): Dump => states.at(-1) ?? opened
const remarksOf = (dump: Dump) => dump.tables.live.filter(item => String(item['id']).startsWith('obs_'))
const runningIn = (dump: Dump) => dump.tables.live.find(item => item['id'] === 'running')

describe('table live, stolen while the meeting runs', () => {
  test('holds a remark’s text and the number of its batch, under a random id', () => {
    const fields = new Set(remarksOf(last()).flatMap(item => Object.keys(item)))
    expect([...fields].toSorted()).toEqual(['batch', 'hidden', 'id', 'meeting', 'text'])
    expect(remarksOf(last()).length).toBe(devices.length)
  })

  test('holds nothing that a device sent besides its text, and nothing derived from it', () => {
    const text = JSON.stringify(last().tables)
    for (const { agent, address, id } of devices) {
      const derived = (['hex', 'base64', 'base64url'] as const).map(encoding =>
        createHash('sha256').update(id).digest(encoding),
      )
      for (const mark of [agent, address, id, ...derived]) expect(text.includes(mark)).toBe(false)
    }
  })

  test('has no key that grants access: the link is stored as a hash only', () => {
    const text = JSON.stringify(last())
    for (const form of [key, key.replaceAll('-', '')]) expect(text.includes(form)).toBe(false)
  })

  test('has the names of those present in a row that no remark touches, and nothing that joins one to the other', () => {
    expect(JSON.stringify(runningIn(opened))).toContain(present[0])
    expect(new Set(states.map(state => JSON.stringify(runningIn(state)))).size).toBe(1)
    for (const name of present) expect(JSON.stringify(remarksOf(last()))).not.toContain(name)
  })

  test('has only the end of the newest two batches: nothing tells when an earlier one was', () => {
    const instants = [...JSON.stringify(last().tables.live).matchAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g)].map(([at]) => at)
    const channel = last().tables.live.find(item => item['id'] === 'channel') ?? {}
    expect(instants.toSorted()).toEqual(
      [channel['closesAt'], channel['batchEndsAt'], channel['beforeEndsAt']].map(String).toSorted(),
    )
    for (const at of instants) expect(Date.parse(at) % 15_000 === 0 || at === channel['closesAt']).toBe(true)
    const batches = remarksOf(last()).map(item => Number(item['batch']))
    expect(new Set(batches)).toEqual(new Set([1, 2, 3, 4]))
  })

  test('keeps no order of writing within a batch', () => {
    const orders = [1, 2, 3, 4].map(batch =>
      remarksOf(last())
        .filter(item => item['batch'] === batch)
        .toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1))
        .map(item => devices.findIndex(({ text }) => text === item['text'])),
    )
    for (const order of orders)
      expect(order.toSorted((a, b) => a - b)).toEqual(order.map((_, i) => Math.min(...order) + i))
    // If ids followed the order of writing, all four batches of three would be in order. By chance that is one in
    // 1,296.
    expect(orders.every(order => order.every((device, i) => i === 0 || device > (order[i - 1] ?? 0)))).toBe(false)
  })
})

describe('the tables that can be restored', () => {
  test('know nothing about a remark until the meeting has ended, and do not change while it is written', () => {
    const restorable = states.map(({ tables: { people, surveys, learning } }) =>
      JSON.stringify({ people, surveys, learning }),
    )
    expect(new Set(restorable).size).toBe(1)
    for (const mark of [...devices.map(({ text }) => text), ...present])
      expect(restorable[0]?.includes(mark)).toBe(false)
  })

  test('afterwards hold the texts in random order, with neither batch nor time', () => {
    const filed = ended.tables.learning.find(item => item['sk'] === 'live') ?? {}
    // Every item has `made` and `v`: a random mark of the write, and the version of its shape.
    expect(Object.keys(filed).toSorted()).toEqual(['hiddenIds', 'made', 'observations', 'pk', 'sk', 'v', 'version'])
    const observations = filed['observations'] as { id: string; text: string }[]
    expect(new Set(observations.flatMap(one => Object.keys(one)))).toEqual(new Set(['id', 'text']))
    const order = observations.map(({ text }) => devices.findIndex(device => device.text === text))
    expect(order.toSorted((a, b) => a - b)).toEqual(devices.map((_, index) => index))
    expect(order).not.toEqual(devices.map((_, index) => index))
    expect(appendix).toEqual(observations.map(({ text }) => text))
  })
})

test('a poll right after a remark reveals nothing about it, in text, number or tag', () => {
  for (const [index, { text }] of devices.entries()) {
    expect(polled[index]?.includes(text)).toBe(false)
    const before = polled[index - 1]
    // Within one batch the answer is identical, byte by byte.
    if (before && index % 3 !== 0) expect(polled[index]).toBe(before)
  }
})

test('after the end, nothing of the meeting is left in table live', () => {
  expect(ended.tables.live).toEqual([])
})

test('log lines hold no text, key, hash of a key, id, address or user agent', () => {
  const logs = [...states.flatMap(state => state.logs), ...ended.logs].join('\n')
  const hash = String(last().tables.live.find(item => item['id'] === 'channel')?.['keyHash'])
  const marks = [...present, ...devices.flatMap(({ agent, address, id, text }) => [agent, address, id, text])]
  for (const mark of [...marks, key, key.replaceAll('-', ''), hash]) expect(logs.includes(mark)).toBe(false)
})
