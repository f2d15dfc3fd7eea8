/**
 * Somebody who writes the table of ballots, and can seal whatever they like, since that key is public: makes a ballot,
 * changes one, uses one twice, swaps two. What they have not got is a pass for a message of their own, and the key in
 * anybody else's message. Each succeeds once the check that stops it is switched off.
 */
import { generateKeyPairSync } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { BallotContent } from '../../functions/domain/ballot/ballot.ts'
import { currentProtocol, padContent, sealInfo } from '../../functions/domain/ballot/texts.ts'
import { preMeeting1 } from '../../functions/domain/instrument/pre-meeting.ts'
import type { SealedBallot } from '../../functions/harvest/ballot-store.ts'
import { openBallots } from '../../functions/harvest/material.ts'
import { sha256Base64url } from '../../functions/protocol/digest.ts'
import { serialOf } from '../../functions/protocol/pass.ts'
import { makeSealKey, seal } from '../../functions/protocol/seal.ts'
import { foundIn } from '../../web/answer/receipts.ts'
import { content } from '../participation.ts'
import { type Pass, passFor, proofOf, signedRow } from '../signed.ts'
import { surveyRow } from '../survey.ts'
import { switchedOff } from './switched-off.ts'

const material = 'functions/harvest/material.ts'
const passes = 'functions/protocol/pass.ts'
const proofCheck = { file: passes, text: "? null : 'proof'", instead: '? null : null' }
const serialCheck = { file: passes, text: "if (serialOf(message) !== serial) return 'serial'", instead: '' }
const passCheck = { file: passes, text: "if (!passIsValid(key, message, pass)) return 'pass'", instead: '' }
const signatureCheck = { file: material, text: 'if (!isSigned(survey)) return null', instead: '' }
const noFault = { file: material, text: 'if (fault) return fault', instead: '' }
const boundToSerial = { file: material, text: 'about: serial', instead: "about: ''" }

const { privateKey: signKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const cohorts = [{ id: 'all', publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url') }]
const survey = surveyRow({ cohorts, protocol: currentProtocol })
const { surveyId, sealedBytes } = survey
let keys: Awaited<ReturnType<typeof makeSealKey>>
beforeAll(async () => {
  keys = await makeSealKey()
})

type Row = Awaited<ReturnType<typeof signedRow>>
const said = (text: string): BallotContent => content(text)
const cast = (pass: Pass, text: string, number = 1): Promise<Row> =>
  signedRow(pass, { surveyId, sealPublicKey: keys.publicKey }, padContent(said(text), sealedBytes), number)

/** What whoever writes the table can put under a serial: words of their own, sealed by the public key. */
const sealedFor = async (serial: string, text: string, about = serial) => {
  const context = { info: sealInfo(surveyId, 'all'), about }
  const sealed = await seal(keys.publicKey, context, padContent(said(text), sealedBytes))
  return { sealed, digest: sha256Base64url(sealed) }
}

type Open = typeof openBallots
const harvest = async (rows: readonly SealedBallot[], open: Open = openBallots) => {
  const { opened, setAside } = await open(rows, survey, keys.privateKey, preMeeting1)
  const texts = opened.map(({ content: read }) => {
    const { saw } = read.answers
    return typeof saw === 'object' && 'text' in saw ? saw.text : ''
  })
  return { texts: texts.toSorted(), setAside, receipts: opened.map(({ serial, digest }) => ({ serial, digest })) }
}
const without = async (...protections: Parameters<typeof switchedOff>[1][]): Promise<Open> =>
  (await switchedOff<{ openBallots: Open }>(material, ...protections)).openBallots

const passOf = (): Pass => passFor(signKey, surveyId)

test('the sealed bytes of a colleague’s ballot are changed: it is set aside, and not read', async () => {
  const honest = await cast(passOf(), 'the pool was full')
  const changed = { ...honest, ...(await sealedFor(honest.serial, 'it was Gil')) }
  expect(await harvest([changed], await without(proofCheck))).toMatchObject({ texts: ['it was Gil'], setAside: {} })
  expect(await harvest([changed])).toMatchObject({ texts: [], setAside: { proof: 1 } })
  // Neither with a digest left as it was, nor with a signature by a key of one's own.
  expect((await harvest([{ ...changed, digest: honest.digest }])).setAside).toEqual({ digest: 1 })
  const own = { ...passOf(), message: honest.message }
  const proof = proofOf(own, surveyId, changed.digest, 2)
  expect((await harvest([{ ...changed, number: 2, proof }])).setAside).toEqual({ proof: 1 })
})

test('a ballot is copied to another serial, to count twice: the copy is set aside', async () => {
  const honest = await cast(passOf(), 'the pool was full')
  const serial = 'f'.repeat(64)
  const copy = { ...honest, serial, ...(await sealedFor(serial, 'it was Gil')) }
  const rows = [honest, copy]
  const both = ['it was Gil', 'the pool was full']
  expect((await harvest(rows, await without(serialCheck, proofCheck))).texts).toEqual(both)
  expect(await harvest(rows)).toMatchObject({ texts: ['the pool was full'], setAside: { serial: 1 } })
  // The signature alone would stop it too: it names the serial.
  expect((await harvest(rows, await without(serialCheck))).setAside).toEqual({ proof: 1 })
})

test('a pass that was drawn for another message carries no ballot: a row made with it is set aside', async () => {
  const honest = await cast(passOf(), 'the pool was full')
  // A key of one's own in a message of one's own: all of it fits, but nobody signed that message.
  const nobody = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const forged = { ...(await cast(passFor(nobody, surveyId), 'it was Gil')), pass: honest.pass }
  const rows = [honest, forged]
  const both = ['it was Gil', 'the pool was full']
  expect((await harvest(rows, await without(passCheck))).texts).toEqual(both)
  expect(await harvest(rows)).toMatchObject({ texts: ['the pool was full'], setAside: { pass: 1 } })
})

test('the ballots of two serials are swapped, so that each writer finds the other’s: both are set aside', async () => {
  // Sealed as if nothing bound what is sealed to its serial: that binding is another protection, switched off here.
  const [one, other] = await Promise.all(
    ['first', 'second'].map(async text => {
      const pass = passOf()
      const row = await cast(pass, text)
      const bytes = await sealedFor(row.serial, text, '')
      return { ...row, ...bytes, proof: proofOf(pass, surveyId, bytes.digest, 1) }
    }),
  )
  if (!one || !other) throw new RangeError()
  const bytesOf = ({ sealed, digest, number, proof }: Row) => ({ sealed, digest, number, proof })
  const swapped = [
    { ...one, ...bytesOf(other) },
    { ...other, ...bytesOf(one) },
  ]
  const taken = await harvest(swapped, await without(boundToSerial, proofCheck))
  expect(taken.texts).toEqual(['first', 'second'])
  expect(taken.receipts).toContainEqual({ serial: one.serial, digest: other.digest })
  expect(await harvest(swapped, await without(boundToSerial))).toMatchObject({ texts: [], setAside: { proof: 2 } })
  expect(await harvest(swapped)).toMatchObject({ texts: [], setAside: { proof: 2 } })
})

test('a row without pass and signature is no ballot of a survey whose ballots are signed', async () => {
  const serial = 'f'.repeat(64)
  const made = { serial, cohort: 'all', ...(await sealedFor(serial, 'it was Gil')) }
  expect((await harvest([made], await without(noFault))).texts).toEqual(['it was Gil'])
  expect(await harvest([made])).toMatchObject({ texts: [], setAside: { unsigned: 1 } })
})

test('a survey that opened under the first protocol is counted by it, and only such a one', async () => {
  const serial = 'f'.repeat(64)
  const made = { serial, cohort: 'all', ...(await sealedFor(serial, 'the pool was full')) }
  const older = surveyRow({ cohorts })
  const read = (open: Open) => open([made], older, keys.privateKey, preMeeting1)
  expect((await read(openBallots)).opened.length).toBe(1)
  expect((await read(await without(signatureCheck))).setAside).toEqual({ unsigned: 1 })
})

test('a message with a key for another survey or cohort is set aside', async () => {
  for (const elsewhere of [passFor(signKey, 'srv_bbbbbbbbbbbbbbbb'), passFor(signKey, surveyId, 'ops')]) {
    expect((await harvest([await cast(elsewhere, 'x')])).setAside).toEqual({ message: 1 })
  }
})

describe('what the harvest cannot see', () => {
  test('an older ballot of the same pass, put back: it is counted, and its writer’s receipt shows it', async () => {
    const pass = passOf()
    const [older, newer] = [await cast(pass, 'first'), await cast(pass, 'second', 2)]
    const { texts, receipts } = await harvest([older])
    expect(texts).toEqual(['first'])
    const published = { digests: new Map(receipts.map(({ serial, digest }) => [serial, digest])), result: null }
    expect(foundIn(published, { receipt: serialOf(pass.message), digest: newer.digest })).toBe('altered')
    expect(foundIn(published, { receipt: serialOf(pass.message), digest: older.digest })).toBe('counted')
  })

  test('a row that was deleted: its writer’s receipt is missing', async () => {
    const { receipts } = await harvest([await cast(passOf(), 'kept')])
    const published = { digests: new Map(receipts.map(({ serial, digest }) => [serial, digest])), result: null }
    expect(foundIn(published, { receipt: serialOf(passOf().message), digest: 'x' })).toBe('missing')
  })
})
