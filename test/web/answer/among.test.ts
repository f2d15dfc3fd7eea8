import { beforeEach, describe, expect, test } from 'vitest'
import type { Counted } from '../../../functions/domain/ballot/cohort-list.ts'
import { words } from '../../../functions/domain/words/languages.ts'
import { ownBrowser } from '../../own.ts'
import { attached, linkTo, ownSite, visit } from './site.ts'
import { createWorld, type World } from './world.ts'

const { among: said, known } = words.en

const browser = ownBrowser()
const site = ownSite()
let world: World
beforeEach(async () => {
  for (const context of browser.contexts()) await context.close()
  world = await createWorld('Fictional terms.')
  site.world = world
  site.addresses.length = 0
})

const listed = () => world.calls.filter(({ path }) => path.endsWith('/list')).length
const person = (index: number, placed?: Counted['placed']): Counted => ({
  id: `inv_${index}`,
  name: `Person ${index}`,
  email: `p${index}@example.org`,
  ...(placed ? { placed } : {}),
})
const entry = (people: readonly Counted[], more = 0) => ({ people, more, batches: [], gone: [], withdrawn: [] })

const opened = async () => {
  const visited = await visit(browser, linkTo(site))
  await attached(visited.page)
  await visited.page.click('#counting')
  return { ...visited, place: visited.page.locator('#among') }
}

describe('whom one is counted among', () => {
  test('is fetched once it is asked for, from beside the title, and stands there by name', async () => {
    const visited = await visit(browser, linkTo(site))
    await attached(visited.page)
    expect(listed()).toBe(0)
    await visited.page.click('#counting')
    const place = visited.page.locator('#among')
    await place.getByText(said.total(3)).waitFor()
    expect(await place.locator('li').allTextContents()).toEqual([
      'Kim Placeholder (kim@example.org)',
      'lee@example.org',
      'Robin Sample (robin@example.org)',
    ])
    await place.getByText(said.notRecorded).waitFor()
    expect(await visited.page.textContent('#invited')).toBe(known.invited(3))
    expect(new URL(visited.page.url()).hash).toBe('')
    expect(visited.complaints).toEqual([])
    expect(listed()).toBe(1)
  })

  test('says who was added when, by whom; and all of whom were put there at once', async () => {
    const before = { by: 'Robin Sample (robin@example.org)', at: '2026-11-02T10:00:00.000Z' }
    const later = { by: 'Kim Placeholder (kim@example.org)', at: '2026-11-04T10:00:00.000Z' }
    world.list = [entry([1, 2].map(index => person(index, before)))]
    const { page, place } = await opened()
    await place.getByText(said.all(before.by, '2 November 2026')).waitFor()
    world.list.push(entry([3, 4].map(index => person(index, later))))
    await page.click('#asked > summary')
    await page.click('#asked > summary')
    const who = 'Person 3 (p3@example.org) and Person 4 (p4@example.org)'
    await place.getByText(said.added(who, 2, later.by, '4 November 2026')).waitFor()
    expect(await place.locator('h4 + ul li').count()).toBe(2)
  })

  test('says how many of those counted together before are missing, who put them elsewhere, and that more did so earlier', async () => {
    const by = 'Robin Sample (robin@example.org)'
    const here = { label: 'Payments', total: 12, here: 3, elsewhere: 7, gone: 2 }
    const hands = [{ by, day: '2026-11-02', count: 4 }]
    const together = [{ ...here, hands, earlier: { count: 3, by: [by, 'kay@example.org'] } }]
    world.list = [
      { ...entry([1, 2, 3].map(index => person(index))), before: { day: '2026-09-01', fresh: 1, together } },
    ]
    const { place } = await opened()
    await place.getByText(said.before('1 September 2026')).waitFor()
    await place.getByText(said.together(here)).waitFor()
    await place.getByText(said.moved(4, by, '2 November 2026')).waitFor()
    await place.getByText(said.earlier(3, `${by} and kay@example.org`)).waitFor()
    await place.getByText(said.fresh(1)).waitFor()
    await place.getByText(said.removed).waitFor()
  })

  test('says so where nobody moved away, and where no earlier pulse is known; before a meeting nothing', async () => {
    const three = entry([1, 2, 3].map(index => person(index)))
    world.list = [{ ...three, before: { day: '2026-09-01', fresh: 0, together: [] } }]
    const { page, place } = await opened()
    await place.getByText(said.unchanged).waitFor()
    const again = async () => {
      for (const _ of ['shut', 'open']) await page.click('#asked > summary')
    }
    world.list = [{ ...three, before: null }]
    await again()
    await place.getByText(said.noBefore).waitFor()
    world.list = [three]
    await again()
    await place.getByText(said.noBefore).waitFor({ state: 'detached' })
  })

  test('west of Greenwich it is the same day', async () => {
    const before = { by: 'Robin Sample (robin@example.org)', at: '2026-11-02T10:00:00.000Z' }
    world.list = [entry([1, 2].map(index => person(index, before)))]
    const context = await browser.newContext({ timezoneId: 'America/Los_Angeles' })
    const page = await context.newPage()
    await page.goto(linkTo(site))
    await attached(page)
    await page.click('#counting')
    await page.getByText(said.all(before.by, '2 November 2026')).waitFor()
  })

  test('stands there by address too, since a name may be anybody’s; who was withdrawn, or stands in, is marked', async () => {
    const twins = [person(1), person(2), person(3), { ...person(5), joined: true as const }]
    const instead = { ...person(4), name: 'Person 2' }
    world.list = [entry(twins), { ...entry([instead]), gone: ['inv_2'] }, { ...entry([]), withdrawn: ['inv_3'] }]
    const { place } = await opened()
    await place.getByText(said.total(4)).waitFor()
    expect(await place.locator('li').allTextContents()).toEqual([
      'Person 1 (p1@example.org)',
      `Person 2 (p4@example.org) (${said.instead})`,
      `Person 3 (p3@example.org) (${said.withdrawn})`,
      `Person 5 (p5@example.org) (${said.joined})`,
    ])
  })

  test('is a number where they are too many to read', async () => {
    world.list = [entry([], 61)]
    const { place } = await opened()
    await place.getByText(said.total(61)).waitFor()
    await place.getByText(said.tooMany).waitFor()
    expect(await place.locator('li').count()).toBe(0)
  })

  test('that could not be fetched is asked for again by a press, and nothing else of the page is lost', async () => {
    const { page } = await visit(browser, linkTo(site))
    await attached(page)
    await page.route('**/list', route => route.abort())
    await page.click('#counting')
    const place = page.locator('#among')
    await place.getByText(said.failed).waitFor()
    await page.fill('#saw', 'kept')
    await page.unroute('**/list')
    await place.getByRole('button', { name: said.again }).click()
    await place.getByText(said.total(3)).waitFor()
    expect(await page.inputValue('#saw')).toBe('kept')
  })

  test('that is shorter than the number that was asked, because a part of it is withheld, says so', async () => {
    world.list = [{ ...entry([person(4)]), gone: [] }]
    const { place } = await opened()
    await place.getByText(said.partly).waitFor()
    await place.getByText(said.total(1)).waitFor()
  })

  test('what its link does not open is said, and is nobody less', async () => {
    world.list = [entry([person(1), person(2)])]
    world.forged = ['A'.repeat(200)]
    const { place } = await opened()
    await place.getByText(said.partly).waitFor()
    await place.getByText(said.total(2)).waitFor()
  })
})
