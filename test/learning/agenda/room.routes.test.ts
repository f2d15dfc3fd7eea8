import { describe, expect, test } from 'vitest'
import { agendaSchema } from '../../../functions/domain/agenda/schema.ts'
import { roomAnswerSchema } from '../../../functions/domain/agenda/room-view.ts'
import { deskBoardSchema } from '../../../functions/domain/review/live.ts'
import { afterDone, type Change, notBegun, type Running } from '../../../functions/domain/review/running.ts'
import { facilitator, otherFacilitator, outsider } from '../../caller.ts'
import { ownDatabase } from '../../own.ts'
import { keyIn, participant, seconds, start } from '../reviews/live-setup.ts'
import { plan, plantHarvest } from '../setup.ts'

const database = ownDatabase()

const meet = async () => {
  const planned = await plan(database.client)
  await plantHarvest(database.client, planned.reviewId)
  const review = `/api/reviews/${planned.reviewId}`
  const look = async (at = start, query = '') => {
    const answer = await planned.call(`GET ${review}/room${query}`, { at })
    return { ...roomAnswerSchema.parse(answer.json), text: answer.text }
  }
  let known: Running = notBegun
  const press = async (change: Change, at = start): Promise<void> => {
    const done = afterDone(known, { id: `change-${known.version}`, change })
    const answer = await planned.call(`PUT ${review}/running`, { at, body: { ...done, version: known.version } })
    known = (answer.json as { running: Running }).running
  }
  const agenda = agendaSchema.parse((await planned.call(`GET ${review}/agenda.json`, { at: start })).json)
  return { ...planned, review, look, press, agenda }
}

describe('the room’s screen', () => {
  test('shows the first item until the meeting begins, and follows what the facilitator presses', async () => {
    const { look, press, agenda } = await meet()
    const items = agenda.parts.flatMap(part => part.items).filter(({ minutes }) => minutes > 0)
    const before = await look()
    expect(before).toMatchObject({
      now: Date.parse(start),
      room: { state: 'before', item: { title: items[0]?.title } },
    })
    expect((await look(start, `?tag=${before.tag}`)).room).toBeNull()
    await press({ do: 'go', itemId: items[2]?.id ?? '', at: Date.parse(start) })
    const after = await look(start, `?tag=${before.tag}`)
    expect(after.room?.item).toMatchObject({ title: items[2]?.title, question: items[2]?.question })
  })

  test('receives no statement that is not on it, no note, no id and no address', async () => {
    const { look, press, agenda } = await meet()
    await press({ do: 'go', itemId: 'theme-1', at: 1 })
    const { room, text } = await look()
    for (const said of agenda.appendix) {
      if (room?.item?.quotes.some(quote => said.text.includes(quote))) continue
      expect(text).not.toContain(JSON.stringify(said.text).slice(1, -1))
    }
    for (const { notes } of agenda.parts.flatMap(part => part.items))
      for (const note of notes) expect(text).not.toContain(JSON.stringify(note).slice(1, -1))
    expect(text).not.toMatch(/obs_|@|notes|pseudonym/)
  })

  test('shows a remark of the live channel by a press alone, and no longer once it is hidden', async () => {
    const { look, press, call, review } = await meet()
    const key = keyIn((await call(`POST ${review}/live`, { at: start })).json)
    await participant(database.client, key).say('The pager was silent.', seconds(1))
    await press({ do: 'go', itemId: 'theme-1', at: 1 }, seconds(16))
    expect((await look(seconds(16))).text).not.toContain('The pager was silent.')
    const board = deskBoardSchema.parse((await call(`GET ${review}/live`, { at: seconds(16) })).json)
    const id = board.remarks[0]?.id ?? ''
    await press({ do: 'show', itemId: 'theme-1', shown: [id] }, seconds(17))
    const shown = await look(seconds(17))
    expect(shown.room?.item?.quotes).toEqual(['The pager was silent.'])
    expect((await look(seconds(18), `?tag=${shown.tag}`)).room).toBeNull()
    await call(`POST ${review}/live/hide`, { at: seconds(18), body: { id } })
    const hidden = await look(seconds(18), `?tag=${shown.tag}`)
    expect(hidden.room?.item?.quotes).toEqual([])
    await call(`POST ${review}/live/show`, { at: seconds(19), body: { id } })
    expect((await look(seconds(19), `?tag=${hidden.tag}`)).room?.item?.quotes).toEqual(['The pager was silent.'])
  })

  test('shows the agenda once there is one, also where it was opened before', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `GET /api/reviews/${reviewId}/room`
    const early = roomAnswerSchema.parse((await call(path, { at: start })).json)
    await plantHarvest(database.client, reviewId)
    const { room } = roomAnswerSchema.parse((await call(`${path}?tag=${early.tag}`, { at: start })).json)
    expect(room?.parts).toContain('Understanding')
  })

  test('never quotes what a facilitator keeps from the room, whoever has put it there', async () => {
    const { look, press, call, review, agenda } = await meet()
    const said = agenda.appendix[0]
    await press({ do: 'go', itemId: 'theme-1', at: 1 })
    await press({ do: 'show', itemId: 'theme-1', shown: [said?.id ?? ''] })
    const shown = await look()
    expect(shown.room?.item?.quotes).toEqual([said?.text])
    const edit = { op: 'hide', observationId: said?.id, reason: 'It names somebody.' }
    const body = { version: 0, add: [{ id: 'k3v9q2m7x1', edit }], undo: [] }
    expect((await call(`POST ${review}/agenda/edits`, { at: start, body })).status).toBe(200)
    expect((await look(start, `?tag=${shown.tag}`)).room?.item?.quotes).toEqual([])
  })

  test('carries the link of the live channel while it is open, the new one once it was renewed', async () => {
    const { look, call, review } = await meet()
    expect((await look()).room?.link).toBeNull()
    const opened = keyIn((await call(`POST ${review}/live`, { at: start })).json)
    const first = await look()
    expect(first.room?.link).toBe(`https://murmur.example.org/live/#${opened}`)
    const renewed = keyIn((await call(`POST ${review}/live/renew`, { at: start })).json)
    expect((await look(start, `?tag=${first.tag}`)).room?.link).toBe(`https://murmur.example.org/live/#${renewed}`)
  })

  test('says that the meeting has ended', async () => {
    const { look, press, call, review } = await meet()
    await press({ do: 'go', itemId: 'theme-1', at: 1 })
    await call(`POST ${review}/meeting`, { at: start, body: { attendees: 3, speakers: 2, ended: true } })
    expect((await look()).room).toMatchObject({ state: 'ended', item: null, round: [], link: null })
  })

  test('is there before there is an agenda, and for the review’s facilitators alone', async () => {
    const { call, reviewId } = await plan(database.client)
    const path = `GET /api/reviews/${reviewId}/room`
    expect((await call(path, { at: start, as: facilitator })).status).toBe(200)
    for (const [as, code] of [
      [null, 'not_signed_in'],
      [outsider, 'not_allowed'],
      [otherFacilitator, 'unknown_review'],
    ] as const) {
      expect((await call(path, { at: start, as })).code).toBe(code)
    }
  })
})
