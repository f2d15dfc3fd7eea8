import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import type { BallotContent } from '../../../functions/domain/ballot/ballot.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import {
  attached,
  cutOff,
  linkTo,
  ownSite,
  pressSend as send,
  stands,
  toEnd,
  toQuestion,
  visit,
  write,
} from './site.ts'
import { createWorld, type Fate, type World } from './world.ts'
import { ownBrowser } from '../../own.ts'

const { naming, page: said, review, receipt, passingTroubles, troubles, known, choices } = words.en

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld('Fictional terms.')
  site.world = world
  site.addresses.length = 0
})

const open = async (which = 0) => {
  const visited = await visit(browser, linkTo(site, which))
  await attached(visited.page)
  return visited
}
const proof = (page: Page) => page.locator('.proof > summary').click()
const called = (path: string) => world.calls.filter(call => call.path === path)
const stored = () => Promise.all([...world.ballots.values()].map(world.open))

describe('from the link to the receipt', () => {
  test('says who asks, about what, sealed until when, and who reads, before the first box; the rest is a press away', async () => {
    const { page, complaints } = await open()
    expect(await page.textContent('h1')).toBe('Checkout answered slowly for two hours')
    expect(await page.textContent('#who')).toMatch(
      /^Dana Example asks you and 2 others, before the review on .*\d\d:\d\d$/,
    )
    expect(await page.textContent('#sealed')).toMatch(/^Sealed until .*\d\d:\d\d\.$/)
    expect(await page.textContent('#then')).toBe(known.reads('Dana Example and Sam Fictional', true))
    expect(await page.textContent('#invited')).toBe(known.invited(3))
    expect(await page.textContent('#readers')).toBe('Dana Example, Sam Fictional')
    expect(await page.textContent('#hash')).toBe(world.terms['en']?.hash)
    expect(await page.textContent('#terms')).toBe('Fictional terms.')
    for (const id of ['meeting', 'closes', 'happened']) expect(await page.textContent(`#${id}`)).toMatch(/\d/)
    const order = await page.evaluate(() => {
      const first = document.querySelector('textarea')
      const head = [...document.querySelectorAll('#who, h1, #sealed, #then, #keeping')]
      return head.every(one => first && one.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING)
    })
    expect(order).toBe(true)
    await page.click('#keeping')
    expect(await page.locator('#how ul').isVisible()).toBe(true)
    expect(new URL(page.url()).hash).toBe('')
    expect(complaints).toEqual([])
  })

  test('all of that, and the first lines of the box, stand on a phone beside its keyboard', async () => {
    const { page } = await open()
    const box = await page.locator('#saw').boundingBox()
    expect(box?.y).toBeLessThan(844 - 336 - 60)
  })

  test('stores exactly what is shown before the press, byte for byte, and shows it with the receipt', async () => {
    const { page, complaints } = await open()
    await write(page, 'saw', 'The graph stood still.\nThen it fell.')
    await toQuestion(page, 'harder')
    await page.check('[value=monitoring]')
    await toQuestion(page, 'comfortable')
    await page.check('[name=comfortable][value="4"]')
    await write(page, 'surprised', 'That nobody was paged.')
    await toEnd(page)
    await page.check('input[name=use][value=themes-only]')
    await page.selectOption('[name=surprised-choice]', 'signed')
    await page.fill('#signature', 'Kim Placeholder')
    const before = await page.textContent('pre')
    await send(page)
    await stands(page, receipt.title)
    const [content] = await stored()
    expect(JSON.stringify(content)).toBe(before)
    expect(await page.textContent('#after pre')).toBe(before)
    expect(content).toMatchObject({
      signature: 'Kim Placeholder',
      answers: {
        saw: { text: 'The graph stood still.\nThen it fell.', choice: 'themes-only' },
        surprised: { text: 'That nobody was paged.', choice: 'signed' },
        harder: ['monitoring'],
        comfortable: 4,
      },
    })
    await proof(page)
    expect(await page.locator('.answers .note').allTextContents()).toEqual([choices['themes-only'], choices.signed])
    expect(await page.textContent('.receipt code')).toBe([...world.ballots.keys()][0])
    expect(complaints).toEqual([])
  })

  test('puts no part of the link, and no word of an answer, into an address or a referrer', async () => {
    const { page } = await open()
    expect(page.url()).toBe(`${site.url}/answer/pre-meeting-1/`)
    await page.fill('#saw', 'canaryword')
    await page.press('#saw', 'Enter')
    await send(page)
    await stands(page, receipt.title)
    await proof(page)
    await page.getByRole('button', { name: receipt.check }).click()
    await page.getByText(receipt.notYet).waitFor()
    const link = world.links[0]
    const asked = site.addresses.join('\n')
    for (const secret of [link?.token, link?.keysHash, link?.namesKey, 'canaryword'])
      expect(asked).not.toContain(secret)
    expect(asked).not.toMatch(/\?|#/)
    for (const address of site.addresses) expect(address).toMatch(/^\w+ \S+ $/)
  })

  test('lets the answer be changed in this browser until the close, as one ballot', async () => {
    const { page } = await open()
    await page.fill('#saw', 'first')
    await send(page)
    await stands(page, receipt.title)
    await page.getByRole('button', { name: receipt.edit }).click()
    expect(await page.inputValue('#saw')).toBe('first')
    await page.fill('#saw', 'second')
    await send(page)
    await stands(page, receipt.title)
    expect((await stored()).map(({ answers }) => answers['saw'])).toEqual([{ text: 'second', choice: 'verbatim' }])
    expect(called('/api/passes').length).toBe(1)
  })

  test('tells after a reload that a change was not sent, and leads to where it is', async () => {
    const { page } = await open()
    await page.fill('#saw', 'first')
    await send(page)
    await stands(page, receipt.title)
    expect(await page.getByText(receipt.changed).count()).toBe(0)
    await page.getByRole('button', { name: receipt.edit }).click()
    await page.fill('#saw', 'second')
    await page.reload()
    await page.getByText(receipt.changed).waitFor()
    await page.getByRole('button', { name: receipt.sendChanged }).click()
    await page.click('#go-send')
    await stands(page, receipt.title)
    expect(await page.getByText(receipt.changed).count()).toBe(0)
    expect((await stored()).map(({ answers }) => answers['saw'])).toEqual([{ text: 'second', choice: 'verbatim' }])
  })

  test('says before it is sent what becomes of it around the close', async () => {
    const { page } = await open()
    await page.fill('#saw', 'text')
    await toEnd(page)
    await page.locator('#closing').getByText('A first press after the close comes too late').waitFor()
  })

  test('lets it be changed for ten minutes after the close, and says so; after that nothing is taken', async () => {
    const { page } = await open()
    await page.fill('#saw', 'first')
    await send(page)
    await stands(page, receipt.title)
    world.now = Date.parse(world.closesAt) + 540_000
    await page.reload()
    await stands(page, receipt.title)
    await page.locator('#status').getByText('still counts').waitFor()
    await page.getByRole('button', { name: receipt.edit }).click()
    await page.fill('#saw', 'nine minutes later')
    await send(page)
    await stands(page, receipt.title)
    await page.getByRole('button', { name: receipt.edit }).click()
    await page.fill('#saw', 'eleven minutes later')
    world.now = Date.parse(world.closesAt) + 660_000
    await send(page)
    await stands(page, troubles.survey_closed[0])
    await page.locator('#after').getByText('eleven minutes later', { exact: true }).waitFor()
    const said = (await stored()).map(({ answers }) => answers['saw'])
    expect(said).toEqual([{ text: 'nine minutes later', choice: 'verbatim' }])
  })

  test('tells after the close whether the receipt was counted', async () => {
    const { page } = await open()
    await page.fill('#saw', 'text')
    await send(page)
    await stands(page, receipt.title)
    world.serials = [...world.ballots.keys()]
    world.now = Date.parse(world.closesAt) + 600_000
    await page.reload()
    await stands(page, troubles.survey_closed[0])
    await page.getByRole('button', { name: receipt.check }).click()
    await page.getByText(receipt.counted).waitFor()
    expect(await page.getByRole('button', { name: receipt.edit }).count()).toBe(0)
  })
})

describe('only a person sends', () => {
  test('a script’s clicks do nothing, on the way and at the end', async () => {
    const { page } = await open()
    await page.fill('#saw', 'text')
    await toEnd(page)
    await page.locator('#mine h3').waitFor()
    await page.evaluate(() => document.querySelector<HTMLElement>('#go-send')?.click())
    await page.evaluate(() => document.querySelector('form')?.requestSubmit())
    await page.evaluate(() => document.querySelector('#go-send')?.dispatchEvent(new MouseEvent('click')))
    // A request would have begun by the time that another one is answered.
    await page.evaluate(() => fetch('/privacy/'))
    expect(called('/api/passes')).toEqual([])
    await send(page)
    await stands(page, receipt.title)
    expect(called('/api/passes').length).toBe(1)
  })

  test('an empty form is reported and asks for no pass', async () => {
    const { page } = await open()
    await send(page)
    await page.locator('#send').getByText(review.empty).waitFor()
    await write(page, 'saw', '   \n ')
    await send(page)
    await page.locator('#send').getByText(review.empty).waitFor()
    expect(called('/api/passes')).toEqual([])
  })

  test('text that is too long is reported while it is written and refused before anything is sent', async () => {
    const { page } = await open()
    await page.fill('#saw', 'é'.repeat(9_000))
    expect(await page.textContent('#left')).toMatch(/^Too long/)
    await send(page)
    await page.locator('#send', { hasText: 'Too long' }).waitFor()
    expect(called('/api/passes')).toEqual([])
    expect((await page.inputValue('#saw')).length).toBe(9_000)
  })

  test('a name for all words is not put under what is kept apart, unless one says so there', async () => {
    const { page } = await open()
    await page.fill('#saw', 'what I saw')
    await write(page, 'hesitate', 'what I would hesitate to say')
    await toEnd(page)
    await page.check('input[name=use][value=signed]')
    await page.fill('#signature', 'Kim')
    await send(page)
    await stands(page, receipt.title)
    const choiceOf = (content: BallotContent | undefined, item: string) => {
      const answer = content?.answers[item]
      return typeof answer === 'object' && 'choice' in answer ? answer.choice : null
    }
    const [content] = await stored()
    expect([choiceOf(content, 'saw'), choiceOf(content, 'hesitate')]).toEqual(['signed', 'verbatim'])
  })

  test('a signature without a name is reported beside its field, and no more once it is there', async () => {
    const { page } = await open()
    await page.fill('#saw', 'text')
    await toEnd(page)
    await page.check('input[name=use][value=signed]')
    await send(page)
    await page.getByText(review.signatureMissing).waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('signature')
    expect(await page.getAttribute('#signature', 'aria-invalid')).toBe('true')
    expect(called('/api/passes')).toEqual([])
    await page.fill('#signature', 'Kim')
    expect(await page.textContent('#signature-wrong')).toBe('')
    expect(await page.getAttribute('#signature', 'aria-invalid')).toBeNull()
  })
})

describe('names and ways of speaking', () => {
  test('the name of somebody invited is offered for replacement, and the replaced text is what is stored', async () => {
    const { page } = await open()
    await page.fill('#saw', 'I called Robin Sample at noon.')
    await toEnd(page)
    await page.getByRole('heading', { name: naming.title }).waitFor()
    await page.getByRole('button', { name: naming.replaceButton }).click()
    await page.getByText('I called a colleague at noon.', { exact: true }).waitFor()
    await send(page)
    await stands(page, receipt.title)
    expect((await stored())[0]?.answers['saw']).toEqual({ text: 'I called a colleague at noon.', choice: 'verbatim' })
  })

  test('the offer can be ignored: the writer decides', async () => {
    const { page } = await open()
    await page.fill('#saw', 'I called Robin Sample at noon.')
    await toEnd(page)
    await page.getByRole('heading', { name: naming.title }).waitFor()
    await send(page)
    await stands(page, receipt.title)
    expect((await stored())[0]?.answers['saw']).toMatchObject({ text: 'I called Robin Sample at noon.' })
  })

  test('blaming words get a quiet hint under the box, and nothing is changed or held back', async () => {
    const { page } = await open()
    await page.fill('#saw', 'It was their own fault, they were careless.')
    await page.press('#saw', 'Tab')
    await page.getByText(words.en.hints.blame).waitFor()
    expect(await page.inputValue('#saw')).toBe('It was their own fault, they were careless.')
  })

  test('another made-up name can be drawn, and the one shown is the one stored', async () => {
    const { page } = await open()
    await page.fill('#saw', 'text')
    await toEnd(page)
    const first = await page.textContent('#pseudonym')
    await page.getByRole('button', { name: said.redraw }).click()
    const second = await page.textContent('#pseudonym')
    expect(second).not.toBe(first)
    await send(page)
    await stands(page, receipt.title)
    expect((await stored())[0]?.pseudonym).toBe(second)
  })
})

describe('nothing lost, nothing duplicated', () => {
  test('a double click on the last button counts once', async () => {
    const { page } = await open()
    await page.fill('#saw', 'text')
    await toEnd(page)
    await page.locator('#go-send').dblclick()
    await stands(page, receipt.title)
    expect(called('/api/passes').length).toBe(1)
    expect(called('/api/ballots').length).toBe(1)
    expect(world.ballots.size).toBe(1)
  })

  const cuts: [string, Fate][] = [
    ['/api/passes', 'request-lost'],
    ['/api/passes', 'reply-lost'],
    ['/api/ballots', 'request-lost'],
    ['/api/ballots', 'reply-lost'],
  ]
  test.each(cuts)('%s, %s: it says so, is tried again by itself or by a press, and counts once', async (path, fate) => {
    const { page, context } = await open()
    await page.fill('#saw', 'text')
    await toEnd(page)
    await cutOff(context, path, fate)
    await send(page)
    await page.locator('#send').getByText(passingTroubles.offline[0]).waitFor()
    await page.locator('#send').getByText(review.retried).waitFor()
    if (fate === 'request-lost') await page.getByRole('button', { name: review.again }).click()
    await stands(page, receipt.title)
    expect(world.ballots.size).toBe(1)
    expect([...world.slots.values()].filter(({ issued }) => issued).length).toBe(1)
  })

  test.each(cuts)(
    '%s, %s, then a reload: nothing is sent until pressed, and no second pass is asked for',
    async (path, fate) => {
      const { page, context } = await open()
      await page.fill('#saw', 'text')
      await toEnd(page)
      await cutOff(context, path, fate)
      await send(page)
      await page.locator('#send').getByText(passingTroubles.offline[0]).waitFor()
      const sent = world.calls.length
      await page.reload()
      await page.getByText(review.interrupted).waitFor()
      expect(world.calls.slice(sent).map(({ method }) => method)).toEqual(['GET'])
      await send(page)
      await stands(page, receipt.title)
      expect((await stored()).map(({ answers }) => answers['saw'])).toEqual([{ text: 'text', choice: 'verbatim' }])
      expect(new Set(called('/api/passes').map(({ body }) => body)).size).toBe(1)
    },
  )
})
