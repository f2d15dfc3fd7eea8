import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { BallotContent } from '../../../functions/domain/ballot/ballot.ts'
import { tagBytes } from '../../../functions/domain/ballot/texts.ts'
import { toldReader } from '../../../functions/domain/people/reader.ts'
import { encryptPageNames } from '../../../functions/protocol/names.ts'
import { serialOf } from '../../../functions/protocol/pass.ts'
import { derivedPublicKey } from '../../../functions/protocol/seal.ts'
import { namesKey } from '../../../functions/protocol/token.ts'
import { type Keep, keyOf, placeOf, recall } from '../../../web/answer/keep.ts'
import { inTurn, type Participant, readForm, readNames } from '../../../web/answer/form.ts'
import { checkReceipt } from '../../../web/answer/receipts.ts'
import { castBallot, requestPass, submit } from '../../../web/answer/participant.ts'
import type { KeyKeep } from '../../../web/answer/own-key.ts'
import { codeOf } from '../../../web/answer/trouble.ts'
import { createWorld, type Fate, termsOf, type World } from './world.ts'

const memory = (): Keep & { values: Map<string, string> } => {
  const values = new Map<string, string>()
  return {
    values,
    getItem: key => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: key => void values.delete(key),
  }
}

const content = (text: string): BallotContent => ({
  instrument: 'pre-meeting-1',
  language: 'en',
  pseudonym: 'Quiet Heron',
  signature: null,
  answers: { saw: { text, choice: 'verbatim' } },
})

const refusal = (work: Promise<unknown>) => work.then(() => 'no refusal', codeOf)

let world: World
const join = (which = 0, storage: Keep = memory()): Participant => {
  const link = world.links[which]
  if (!link) throw new RangeError('no such link')
  return { link, storage, fetch: world.fetch, site: 'http://localhost', exclusively: inTurn() }
}
const stored = async () => Promise.all([...world.ballots.values()].map(world.open))
const once = (path: string, fate: Fate) => {
  let done = false
  world.fate = (_, called) => {
    if (done || !called.startsWith(path)) return 'through'
    done = true
    return fate
  }
}

beforeEach(async () => {
  world = await createWorld()
})

describe('from link to receipt', () => {
  test('a ballot holds what was written and nothing else, under the serial that the receipt names', async () => {
    const me = join()
    const form = await readForm(me)
    const { receipt } = await submit(me, form, content('the cache was cold'))
    expect(await stored()).toEqual([content('the cache was cold')])
    const [ballot] = world.ballots.values()
    const pass = recall(me.storage, placeOf(me.link), 'pass')
    expect(receipt).toBe(serialOf(Buffer.from(pass?.message ?? '', 'base64url')))
    const checked = ['message', 'number', 'pass', 'proof']
    const fields = ['cohort', 'digest', ...checked, 'sealed', 'serial', 'surveyId']
    expect(Object.keys(ballot ?? {}).sort()).toEqual(fields.toSorted())
    expect(ballot?.sealed.length).toBe(65 + form.sealedBytes + tagBytes)
    expect(pass).toMatchObject({ inverse: null, blinded: null })
  })

  test('nothing that answers, reads or identifies is in any address', async () => {
    const me = join()
    await submit(me, await readForm(me), content('canary-in-the-coal-mine'))
    await refusal(checkReceipt(me, { receipt: 'receipt', digest: 'digest' }))
    for (const { path } of world.calls) {
      expect(path).toMatch(/^\/api\/(passes|ballots|surveys\/srv_\w{16}\/form|receipts\/srv_\w{16})$/)
    }
    const cast = world.calls.find(({ path }) => path === '/api/ballots')
    expect(cast?.body).not.toContain(me.link.token)
    expect(cast?.body).not.toContain('canary')
  })

  test('the pass request cannot be matched with the ballot: they share no value but survey and cohort', async () => {
    const me = join()
    await submit(me, await readForm(me), content('text'))
    const [pass, ballot] = ['/api/passes', '/api/ballots'].map(
      path => JSON.parse(world.calls.find(call => call.path === path)?.body ?? '{}') as Record<string, unknown>,
    )
    const values = new Set(Object.values(pass ?? {}))
    const shared = Object.entries(ballot ?? {}).filter(([, value]) => values.has(value))
    expect(shared.map(([name]) => name).sort()).toEqual(['cohort', 'surveyId'])
  })

  test('the link’s key opens the names of people and readers', async () => {
    const me = join()
    const form = await readForm(me)
    expect((await readNames(me.link, form))?.readers).toEqual(['Dana Example', 'Sam Fictional'])
    expect(await readNames({ ...me.link, namesKey: randomBytes(32).toString('base64url') }, form)).toBeNull()
    expect(await readNames({ ...me.link, namesKey: null }, form)).toBeNull()
  })

  test('in a survey that opened before cohorts had a secret, the link holds the key of the names itself', async () => {
    const me = join()
    const form = await readForm(me)
    const linkKey = randomBytes(32)
    const told = { people: [], readers: [toldReader('fay@example.com', 'Fay')] }
    const before = {
      ...form,
      cohorts: form.cohorts.map(({ listKey: _listKey, ...cohort }) => cohort),
      names: encryptPageNames(linkKey.toString('base64url'), form.surveyId, told),
    }
    const link = { ...me.link, namesKey: namesKey(linkKey, form.surveyId) }
    expect((await readNames(link, before))?.readers).toEqual(told.readers)
  })

  test('a key of the list that is not what the link stands for is found out, as any other key is', async () => {
    world.swappedListKey = await derivedPublicKey(randomBytes(32).toString('base64url'))
    expect(await refusal(readForm(join()))).toBe('keys_altered')
  })

  test('in a survey that opened under the second protocol the link stands for the other keys alone', async () => {
    world = await createWorld(undefined, undefined, 2)
    const me = join()
    await submit(me, await readForm(me), content('text'))
    expect(await stored()).toEqual([content('text')])
    // Nor can a later one be passed off as such a one.
    world = await createWorld()
    const late = join()
    const older: typeof fetch = async (...request) => {
      const answer = await late.fetch(...request)
      return Response.json({ ...(await answer.json()), protocol: 2 })
    }
    expect(await refusal(readForm({ ...late, fetch: older }))).toBe('keys_altered')
  })

  test('the receipt is looked up in the published list', async () => {
    const me = join()
    const cast = await submit(me, await readForm(me), content('text'))
    expect(await checkReceipt(me, cast)).toBe('not_yet')
    world.serials = [cast.receipt ?? '']
    expect(await checkReceipt(me, cast)).toBe('counted')
    expect(await checkReceipt(me, { ...cast, digest: 'of other answers' })).toBe('altered')
    world.serials = ['0'.repeat(64)]
    expect(await checkReceipt(me, cast)).toBe('missing')
  })
})

describe('nothing lost, nothing duplicated', () => {
  const cuts: [string, Fate][] = [
    ['/api/passes', 'request-lost'],
    ['/api/passes', 'reply-lost'],
    ['/api/ballots', 'request-lost'],
    ['/api/ballots', 'reply-lost'],
  ]
  test.each(cuts)('%s with its %s, page loaded again: one pass, one ballot', async (path, fate) => {
    const storage = memory()
    const first = join(0, storage)
    const form = await readForm(first)
    once(path, fate)
    expect(await refusal(submit(first, form, content('text')))).toBe('offline')
    const again = join(0, storage)
    const { receipt } = await submit(again, form, content('text'))
    expect(await stored()).toEqual([content('text')])
    expect([...world.ballots.keys()]).toEqual([receipt])
    const asked = world.calls.filter(call => call.path === '/api/passes').map(({ body }) => body)
    expect(new Set(asked).size).toBe(1)
  })

  test('a reply lost and the text changed since: the newer text is stored, once', async () => {
    const me = join()
    const form = await readForm(me)
    once('/api/ballots', 'reply-lost')
    expect(await refusal(submit(me, form, content('first')))).toBe('offline')
    await submit(me, form, content('second'))
    expect(await stored()).toEqual([content('second')])
  })

  test('a double click and two tabs on one storage send one ballot', async () => {
    const storage = memory()
    const exclusively = inTurn()
    const [tab, other] = [join(0, storage), join(0, storage)].map(one => ({ ...one, exclusively }))
    if (!tab || !other) throw new RangeError()
    const form = await readForm(tab)
    const work = [
      submit(tab, form, content('text')),
      submit(tab, form, content('text')),
      submit(other, form, content('text')),
    ]
    const receipts = (await Promise.all(work)).map(({ receipt }) => receipt)
    expect(new Set(receipts).size).toBe(1)
    expect(world.calls.filter(({ path }) => path === '/api/passes').length).toBe(1)
    expect(world.calls.filter(({ path }) => path === '/api/ballots').length).toBe(1)
  })

  test('until the close the same browser replaces its own answer', async () => {
    const me = join()
    const form = await readForm(me)
    const one = await submit(me, form, content('first'))
    const two = await submit(me, form, content('second'))
    expect(two.receipt).toBe(one.receipt)
    expect(await stored()).toEqual([content('second')])
  })

  test('a pass signed in the last second still becomes a ballot', async () => {
    const me = join()
    const form = await readForm(me)
    await requestPass(me, form)
    world.now = Date.parse(world.closesAt) + 60_000
    await castBallot(me, form, content('just in time'))
    expect(await stored()).toEqual([content('just in time')])
  })

  test('a copy of the storage that sent a newer ballot wins; the older one is told and gives up its own', async () => {
    const storage = memory()
    const me = join(0, storage)
    const form = await readForm(me)
    await submit(me, form, content('first'))
    const copy = memory()
    for (const [key, value] of storage.values) copy.setItem(key, value)
    await submit(join(0, copy), form, content('newer'))
    expect(await refusal(submit(me, form, content('older')))).toBe('ballot_changed')
    expect(await refusal(submit(me, form, content('older')))).toBe('ballot_changed')
    expect(recall(storage, placeOf(me.link), 'pending')).toBeNull()
    expect(await stored()).toEqual([content('newer')])
  })
})

describe('what this browser signs', () => {
  /** As a browser keeps a key that it shows to no script. */
  const keyring = () => {
    const keys = new Map<string, CryptoKey>()
    const keep: KeyKeep = {
      put: async (place, key) => {
        keys.set(place, key)
        return true
      },
      get: async place => keys.get(place) ?? null,
      remove: async place => void keys.delete(place),
    }
    return { keys, keep }
  }

  test('is signed by a key that no script can read, where the browser can keep one so', async () => {
    const { keys, keep } = keyring()
    const storage = memory()
    const me = { ...join(0, storage), keys: keep }
    const form = await readForm(me)
    await submit(me, form, content('first'))
    await submit({ ...join(0, storage), keys: keep }, form, content('second'))
    expect(await stored()).toEqual([content('second')])
    expect([...keys.values()].map(({ extractable, type }) => [extractable, type])).toEqual([[false, 'private']])
    expect(recall(storage, placeOf(me.link), 'pass')?.secret).toBeNull()
  })

  test('is signed by a key beside the pass where the browser refuses to keep one', async () => {
    const refusing: KeyKeep = { put: async () => false, get: async () => null, remove: async () => {} }
    const storage = memory()
    const me = { ...join(0, storage), keys: refusing }
    const form = await readForm(me)
    await submit(me, form, content('first'))
    await submit({ ...join(0, storage), keys: refusing }, form, content('second'))
    expect(await stored()).toEqual([content('second')])
  })

  test('a browser that lost the key before its pass was drawn begins anew, with a key that it has', async () => {
    const { keys, keep } = keyring()
    const me = { ...join(), keys: keep }
    const form = await readForm(me)
    once('/api/passes', 'request-lost')
    expect(await refusal(submit(me, form, content('text')))).toBe('offline')
    keys.clear()
    await submit(me, form, content('text'))
    expect(await stored()).toEqual([content('text')])
  })

  test('rises with every change, from a number that tells nothing of how many there were', async () => {
    const numbers: number[] = []
    for (const which of [0, 1, 2]) {
      const me = join(which)
      const form = await readForm(me)
      for (const text of ['one', 'two', 'three']) {
        await submit(me, form, content(text))
        const serial = serialOf(Buffer.from(recall(me.storage, placeOf(me.link), 'pass')?.message ?? '', 'base64url'))
        numbers.push(world.ballots.get(serial)?.number ?? 0)
      }
    }
    for (const from of [0, 3, 6]) {
      const [first = 0, ...later] = numbers.slice(from, from + 3)
      expect(later).toEqual([first + 1, first + 2])
      // One in a million is lower.
      expect(first).toBeGreaterThan(2 ** 28)
    }
    expect(Math.max(...numbers)).toBeLessThan(Number.MAX_SAFE_INTEGER)
  })

  test('a number is used once, also where what was sent under it was given up', async () => {
    const storage = memory()
    const me = join(0, storage)
    const form = await readForm(me)
    await submit(me, form, content('first'))
    const copy = memory()
    for (const [key, value] of storage.values) copy.setItem(key, value)
    await submit(join(0, copy), form, content('newer'))
    for (const text of ['older', 'older', 'oldest']) await refusal(submit(me, form, content(text)))
    const newer = recall(copy, placeOf(me.link), 'cast')?.proof ?? ''
    const sent = world.calls
      .filter(({ path, body }) => path === '/api/ballots' && !body.includes(newer))
      .map(({ body }) => JSON.parse(body) as { number: number; sealed: string })
    const numbers = [...new Set(sent.map(({ sealed }) => sealed))].map(
      bytes => new Set(sent.filter(({ sealed }) => sealed === bytes).map(({ number }) => number)),
    )
    expect(numbers.map(({ size }) => size)).toEqual([1, 1, 1])
    const each = numbers.flatMap(one => [...one])
    expect(new Set(each).size).toBe(3)
    expect(each).toEqual(each.toSorted((a, b) => a - b))
  })

  test('in a survey that opened under the first protocol nothing is signed, and it is counted as it always was', async () => {
    world = await createWorld(undefined, undefined, null)
    const me = join()
    const form = await readForm(me)
    await submit(me, form, content('first'))
    await submit(me, form, content('second'))
    expect(await stored()).toEqual([content('second')])
    const [ballot] = world.ballots.values()
    expect(Object.keys(ballot ?? {}).sort()).toEqual(['cohort', 'digest', 'sealed', 'serial', 'surveyId'])
  })

  test('a page that knows only the first protocol uses up no pass of a newer survey', async () => {
    const me = join()
    const { protocol: _, ...older } = await readForm(me)
    expect(await refusal(submit(me, { ...older, protocol: undefined }, content('text')))).toBe('invalid_body')
    expect([...world.slots.values()].every(({ issued }) => !issued)).toBe(true)
    // After the reload a page that knows better begins anew: what the older one began would be signed for nothing.
    await submit(me, await readForm(me), content('again'))
    expect(await stored()).toEqual([content('again')])
  })
})

test('the secret that a ballot was sealed with cannot be exported, and nothing that is kept opens it', async () => {
  const made: CryptoKeyPair[] = []
  const generateKey = crypto.subtle.generateKey.bind(crypto.subtle)
  const spy = vi.spyOn(crypto.subtle, 'generateKey').mockImplementation(async (...call: unknown[]) => {
    const pair: CryptoKeyPair = await Reflect.apply(generateKey, crypto.subtle, call)
    if (pair.privateKey.algorithm.name === 'ECDH') made.push(pair)
    return pair
  })
  const exported: unknown[] = []
  const exportKey = crypto.subtle.exportKey.bind(crypto.subtle)
  const out = vi.spyOn(crypto.subtle, 'exportKey').mockImplementation(async (...call: unknown[]) => {
    exported.push(call[1])
    return Reflect.apply(exportKey, crypto.subtle, call)
  })
  const storage = memory()
  const me = join(0, storage)
  await submit(me, await readForm(me), content('text'))
  spy.mockRestore()
  out.mockRestore()
  expect(made.map(({ privateKey }) => privateKey.extractable)).toEqual([false])
  expect(exported).not.toContain(made[0]?.privateKey)
  const kept = [...storage.values].filter(([key]) => key.endsWith('/cast') || key.endsWith('/pending'))
  expect(kept.map(([, value]) => (JSON.parse(value) as { sealed: unknown }).sealed)).toEqual([null])
})

describe('refusals', () => {
  test('an empty form asks for no pass', async () => {
    const me = join()
    const form = await readForm(me)
    expect(await refusal(submit(me, form, { ...content(''), answers: {} }))).toBe('nothing_to_send')
    expect(world.calls.map(({ path }) => path)).toEqual([`/api/surveys/${world.surveyId}/form`])
  })

  test('text that is too long asks for no pass', async () => {
    const me = join()
    const form = await readForm(me)
    expect(await refusal(submit(me, form, content('é'.repeat(9_000))))).toBe('too_long')
    expect([...world.slots.values()].every(({ issued }) => !issued)).toBe(true)
  })

  const broken: Record<string, Partial<Keep>> = {
    'throws on writing': {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    },
    'takes a value and keeps nothing': { setItem: () => {} },
    'throws on reading': {
      getItem: () => {
        throw new DOMException('off', 'SecurityError')
      },
    },
  }
  test.each(Object.entries(broken))('a browser that %s uses up no pass', async (_, fault) => {
    const me = join(0, { ...memory(), ...fault })
    const form = await readForm(me)
    expect(await refusal(submit(me, form, content('text')))).toBe('storage_failed')
    expect(world.calls.filter(({ path }) => path === '/api/passes')).toEqual([])
  })

  test('message, inverse and blinded value are stored before the blinded value is sent', async () => {
    const storage = memory()
    const me = join(0, storage)
    const form = await readForm(me)
    const seen: unknown[] = []
    world.fate = (_, path) => {
      if (path === '/api/passes') seen.push(recall(storage, placeOf(me.link), 'pass'))
      return 'through'
    }
    await requestPass(me, form)
    const text = expect.stringMatching(/^[\w-]+$/)
    const own = { number: expect.any(Number), secret: text }
    expect(seen).toEqual([{ message: text, inverse: text, blinded: text, signature: null, ...own }])
  })

  test('begun in another browser, the second is told so', async () => {
    const first = join()
    await submit(first, await readForm(first), content('text'))
    const second = join()
    expect(await refusal(submit(second, await readForm(second), content('again')))).toBe('pass_already_issued')
    expect(await stored()).toEqual([content('text')])
  })

  test('keys that do not match the link', async () => {
    const me = join()
    const altered = { ...me, link: { ...me.link, keysHash: randomBytes(32).toString('base64url') } }
    expect(await refusal(readForm(altered))).toBe('keys_altered')
  })

  test('terms that do not match their hash, and terms that changed since this browser saw them', async () => {
    const me = join()
    world.terms = { en: { text: 'other words', hash: termsOf('words').en.hash } }
    expect(await refusal(readForm(me))).toBe('terms_altered')
    world.terms = termsOf('words')
    await readForm(me)
    world.terms = termsOf('quietly other words')
    expect(await refusal(readForm(me))).toBe('terms_altered')
  })

  test('an altered link', async () => {
    const me = join()
    const form = await readForm(me)
    const token = randomBytes(32).toString('base64url')
    expect(await refusal(submit({ ...me, link: { ...me.link, token } }, form, content('text')))).toBe('unknown_link')
    const elsewhere = { ...me, link: { ...me.link, cohort: 'other' } }
    expect(await refusal(readForm(elsewhere))).toBe('wrong_cohort')
    expect(await refusal(submit(elsewhere, form, content('text')))).toBe('wrong_cohort')
  })

  test('closed, cancelled, not open: by code, leaving the draft untouched', async () => {
    const storage = memory()
    const me = join(0, storage)
    const draft = { saw: { at: 1, value: { text: 'draft', choice: null } } }
    storage.setItem(keyOf(placeOf(me.link), 'draft'), JSON.stringify(draft))
    const form = await readForm(me)
    world.status = 'cancelled'
    expect(await refusal(submit(me, form, content('text')))).toBe('survey_cancelled')
    world.status = 'scheduled'
    expect(await refusal(readForm(me))).toBe('survey_not_open')
    world.status = 'open'
    world.now = Date.parse(world.closesAt)
    expect(await refusal(submit(me, form, content('text')))).toBe('survey_closed')
    expect(recall(storage, placeOf(me.link), 'draft')).toEqual(draft)
  })

  test('an answer that is not a problem document counts as one to try again', async () => {
    const me = { ...join(), fetch: async () => new Response('<html>bad gateway</html>', { status: 502 }) }
    expect(await refusal(readForm(me))).toBe('try_again')
  })
})
