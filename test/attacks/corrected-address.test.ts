/**
 * Who has answered, by a correction: a facilitator sends a colleague's invitation to an address of their own, follows the
 * link, which says whether the one before it was used, and sends the invitation back.
 */
import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { organiseApi } from '../../functions/organise/api.ts'
import { organiseStore } from '../../functions/organise/store.ts'
import { caller, facilitator, reviewer, tokenRules } from '../caller.ts'
import { testTables, withinGrants } from '../dynamodb.ts'
import { ownSes } from '../mailer/world.ts'
import { delivered } from '../organise/delivered.ts'
import { hours } from '../organise/setup.ts'
import { ownDatabase } from '../own.ts'
import { switchedOff } from './switched-off.ts'

const database = ownDatabase()
const ses = ownSes()
let world: ReturnType<typeof delivered>
beforeEach(async () => {
  world = delivered(database.client, ses)
  await world.reset()
})

const people = ['ann@c.example', 'bob@c.example', 'cas@c.example', 'dee@c.example', 'eve@c.example']
const gone = 'dee@c.example'
const correct = (id: string, from: string, to: string, at = hours(1)) =>
  world.call(`POST /api/surveys/${id}/delivery/correct`, { body: { from, to }, at })

describe('a facilitator', () => {
  test('learned who has answered, while an invitation that arrived could be sent to another address', async () => {
    const { organiseApi: api } = await switchedOff<{ organiseApi: typeof organiseApi }>('functions/organise/api.ts', {
      file: 'functions/organise/delivery.ts',
      text: 'if (!row || !didNotArrive(row)) throw',
      instead: 'if (!row) throw',
    })
    const store = organiseStore({ ...testTables, documents: withinGrants(database.client, 'organise') })
    const settings = { ...tokenRules, siteUrl: '', inviteDomains: ['.example'], report: () => undefined }
    const unprotected = caller(api({ store, settings, random: randomBytes }))
    const learned: string[] = []
    for (const used of [false, true]) {
      await world.reset()
      const id = await world.open(people)
      if (used) await world.follow(world.linkTo(gone))
      const body = { from: gone, to: 'mine@c.example' }
      expect((await unprotected(`POST /api/surveys/${id}/delivery/correct`, { body, at: hours(1) })).status).toBe(200)
      await world.minute(hours(1.1))
      learned.push(await world.follow(world.linkTo('mine@c.example')))
    }
    expect(learned).toEqual(['issued', 'pass_already_issued'])
  })

  test('sends no invitation that arrived to another address, used or not', async () => {
    for (const used of [false, true]) {
      await world.reset()
      const id = await world.open(people)
      if (used) await world.follow(world.linkTo(gone))
      expect((await correct(id, gone, 'mine@c.example')).code).toBe('mail_not_returned')
      await world.minute(hours(1.1))
      expect(world.mailsTo('mine@c.example')).toBe(0)
    }
  })

  test('sends none that waits, was withdrawn, or may have arrived', async () => {
    const id = await world.open(people)
    await world.call(`DELETE /api/surveys/${id}/participants`, { body: { participants: [gone] }, at: hours(1) })
    expect((await correct(id, gone, 'mine@c.example')).code).toBe('mail_not_returned')
    await world.call(`POST /api/surveys/${id}/participants`, {
      body: { participants: ['fin@c.example'] },
      at: hours(1),
    })
    expect((await correct(id, 'fin@c.example', 'mine@c.example')).code).toBe('mail_not_returned')
  })

  test('sends one that came back to nobody who leads the review, however they are spelt', async () => {
    ses.set({ bounce: [gone] })
    const leaders = [facilitator, reviewer].map(({ email }) => ({ email, name: '' }))
    const id = await world.open(people, { facilitators: leaders })
    for (const { email } of leaders)
      for (const to of [email, email.replace('@', '+x@'), email.toUpperCase()])
        expect((await correct(id, gone, to)).code).toBe('corrected_to_reader')
    expect((await correct(id, gone, 'dee@right.example')).status).toBe(200)
  })

  test('who withdraws it and invites an address of their own learns nothing: the new link is a new person’s', async () => {
    for (const used of [false, true]) {
      await world.reset()
      const id = await world.open(people)
      if (used) await world.follow(world.linkTo(gone))
      await world.call(`DELETE /api/surveys/${id}/participants`, { body: { participants: [gone] }, at: hours(1) })
      const added = await world.call(`POST /api/surveys/${id}/participants`, {
        body: { participants: ['mine@c.example'] },
        at: hours(1),
      })
      expect(added.json).toEqual({ invited: 6, added: 1 })
      await world.minute(hours(1.1))
      expect(await world.follow(world.linkTo('mine@c.example'))).toBe('issued')
    }
  })
})
