import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { incidentId } from '../../../functions/domain/ids.ts'
import { incidentSchema } from '../../../functions/domain/incident/incident.ts'
import { emptyVendorSection } from '../../../functions/domain/incident/vendor.ts'
import { sampleAction } from '../../domain/action/sample.ts'
import { ownDesk, signIn, visit, type Visit } from './site.ts'
import { problemsOf } from '../problems.ts'
import { emptyWorld } from './stub-api.ts'
import { ownBrowser } from '../../own.ts'

const desk = ownDesk()
const browser = ownBrowser()

const id = (seed: number) => incidentId(new Uint8Array(16).fill(seed))
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
const incident = (seed: number, more: object) =>
  incidentSchema.parse({ id: id(seed), title: `Incident ${seed}`, severity: 'P2', version: 1, ...more })

beforeEach(() => {
  desk.world = emptyWorld()
  desk.world.modes.push(
    { key: 'pool-exhausted', name: 'Pool exhausted', mergedInto: null, version: 1 },
    { key: 'pool-empty', name: 'Pool empty', mergedInto: null, version: 1 },
  )
  desk.world.incidents.push(
    incident(1, { startedAt: '2025-02-01T00:00:00Z', failureModes: ['Pool exhausted'], services: ['checkout'] }),
    incident(2, {
      startedAt: ago(0.1),
      failureModes: ['Pool exhausted'],
      services: ['search'],
      vendor: 'Example Pay',
      detectedAt: ago(0.09),
    }),
    incident(3, { startedAt: ago(0.2), failureModes: ['Pool empty'], severity: 'P3' }),
  )
})

const open = async (hash: string, width = 1280): Promise<Visit> => {
  const there = await visit(browser, desk, { hash, width })
  await signIn(there.page)
  return there
}

const stored = (seed: number) => desk.world.incidents.find(one => one.id === id(seed))
const fitsIn = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)

describe('every page of incidents is clean', () => {
  test.each([
    ['#/incidents', 'Incident 2'],
    ['#/incidents/new', 'What happened?'],
    [`#/incidents/${id(2)}`, 'This has happened before'],
    ['#/incidents/import', 'Or paste it'],
    ['#/failure-modes', 'Pool exhausted'],
    [`#/incidents/${id(2)}/vendor`, 'It will happen again'],
  ])('%s at 1280 and at 390 pixels', async (hash, wait) => {
    for (const width of [1280, 390]) {
      const { page, complaints, close } = await open(hash, width)
      await page.getByText(wait).first().waitFor()
      expect(await problemsOf(page)).toEqual([])
      expect(await fitsIn(page)).toBeLessThanOrEqual(width)
      expect(complaints).toEqual([])
      await close()
    }
  })
})

describe('the list', () => {
  test('says of an incident how often its mode was seen before, and filters', async () => {
    const { page, close } = await open('#/incidents')
    const second = page.getByRole('listitem').filter({ hasText: 'Incident 2' })
    await second.getByText('seen before: 1 time').waitFor()
    await second.getByText('first on 1 Feb 2025, not in the 12 months before').waitFor()
    await page.getByText('2 incidents').waitFor()
    await page.getByRole('checkbox', { name: 'Only what was seen in the 12 months before' }).check()
    await page.getByText('No incident of this quarter matches.').waitFor()
    await page.getByRole('checkbox', { name: 'Only what was seen in the 12 months before' }).uncheck()
    await page.getByRole('searchbox', { name: 'Filter' }).fill('pool empty')
    await page.getByText('1 of 2 incidents').waitFor()
    await page.getByRole('searchbox', { name: 'Filter' }).fill('nothing like it')
    await page.getByText('No incident of this quarter matches.').waitFor()
    await close()
  })
})

describe('the form', () => {
  test('suggests the organisation’s own names by keyboard, and takes what is typed anew', async () => {
    const { page, close } = await open('#/incidents/new')
    await page.getByLabel('What happened?').fill('Slow again')
    await page.getByLabel('Started', { exact: true }).fill('2026-11-20T09:10')
    const modes = page.getByRole('combobox', { name: 'Failure modes' })
    await modes.fill('poo')
    await page.getByRole('option', { name: 'Pool exhausted' }).waitFor()
    expect(await problemsOf(page)).toEqual([])
    await modes.press('ArrowDown')
    await modes.press('Enter')
    await modes.pressSequentially('Retry')
    await modes.press('Enter')
    // It begins with a name that stands there already, and takes nothing from it.
    await modes.pressSequentially('Retry storm, ')
    await page.getByRole('combobox', { name: 'Services' }).fill('checkout')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Incidents' }).waitFor()
    const made = desk.world.incidents.at(-1)
    expect(made).toMatchObject({ failureModes: ['Pool exhausted', 'Retry', 'Retry storm'], services: ['checkout'] })
    await close()
  })

  test('says in words what the clocks did that night, and takes the second of two hours', async () => {
    const { page, close } = await open('#/incidents/new')
    await page.getByLabel('What happened?').fill('At night')
    await page.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Berlin')
    await page.getByLabel('Started', { exact: true }).fill('2026-03-29T02:30')
    await page.getByText('There was no 02:30 in Europe/Berlin that night').waitFor()
    await page.getByLabel('Started', { exact: true }).fill('2025-10-26T02:30')
    await page.getByText('02:30 came twice in Europe/Berlin that night').waitFor()
    expect(await problemsOf(page)).toEqual([])
    await page.getByRole('radio', { name: '02:30 CET' }).check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Incidents' }).waitFor()
    expect(desk.world.incidents.at(-1)).toMatchObject({ startedAt: '2025-10-26T01:30:00.000Z', zone: 'Europe/Berlin' })
    await close()
  })

  test('says beside its field what is out of order, and how long until somebody acted', async () => {
    const { page, close } = await open('#/incidents/new')
    await page.getByLabel('What happened?').fill('Out of order')
    await page.getByLabel('Started', { exact: true }).fill('2026-11-20T09:10')
    await page.getByLabel('Resolved').fill('2026-11-20T09:00')
    await page.getByLabel('First “something is wrong”').fill('2026-11-20T08:00')
    await page.getByLabel('Somebody acted on it').fill('2026-11-20T09:30')
    await page.getByText('Acted on after 1 hour 30 minutes.').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('This is before “Started”').waitFor()
    expect(await page.getByLabel('Resolved').getAttribute('aria-invalid')).toBe('true')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true')
    await close()
  })

  test('tells the later of two facilitators what the other changed, and saves hers on top without undoing it', async () => {
    const { page, close } = await open(`#/incidents/${id(3)}`)
    await page.getByRole('button', { name: 'Correct the facts' }).click()
    await page.getByLabel('What happened?').fill('Named by me')
    Object.assign(stored(3) ?? {}, { severity: 'P1', version: 2 })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Somebody else saved this incident while you were editing').waitFor()
    await page.getByText('Severity: P3 · minor → P1 · critical').waitFor()
    expect(stored(3)?.title).toBe('Incident 3')
    expect(await problemsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Save my changes on top of theirs' }).click()
    await page.getByRole('heading', { name: 'Named by me' }).waitFor()
    expect(stored(3)).toMatchObject({ title: 'Named by me', severity: 'P1', version: 3 })
    await close()
  })

  test('marks an incident whose failure mode came back though an action against it was deprioritised', async () => {
    const action = sampleAction({ status: 'deprioritised', reason: 'Nobody had time', closedAt: ago(40) })
    desk.world.actions.set(id(2), { actions: [], earlier: [{ ...action, cameBack: true }] })
    const { page, close } = await open(`#/incidents/${id(2)}`)
    await page.getByText('An action against this was deprioritised, and it came back').waitFor()
    await page.getByText('Reason given then: Nobody had time').waitFor()
    expect(await problemsOf(page)).toEqual([])
    await close()
  })
})

describe('the vocabulary', () => {
  test('renames, merges with a way back, and counts what is merged as one', async () => {
    const { page, close } = await open('#/failure-modes')
    await page.getByRole('button', { name: 'Merge Pool empty into another' }).click()
    await page.getByRole('button', { name: 'Merge', exact: true }).last().click()
    await page.getByText('Fill this in.').waitFor()
    await page.getByLabel('Counted from now on as').selectOption('pool-exhausted')
    expect(await problemsOf(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Merge', exact: true }).click()
    await page.getByText('“Pool empty” is now counted as “Pool exhausted”.').waitFor()
    await page.getByText('3 incidents, first on 1 Feb 2025').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('heading', { name: 'Pool empty' }).waitFor()
    expect(desk.world.modes.map(({ mergedInto }) => mergedInto)).toEqual([null, null])
    await page.getByRole('button', { name: 'Rename Pool empty' }).click()
    await page.getByLabel('Name', { exact: true }).fill('No connection left')
    const [, empty] = desk.world.modes
    Object.assign(empty ?? {}, { name: 'Pool drained', version: (empty?.version ?? 0) + 1 })
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
    await page.getByText('Name: Pool empty → Pool drained').waitFor()
    expect(await problemsOf(page)).toEqual([])
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('No connection left')
    await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
    await page.getByText('It is called “No connection left” now.').waitFor()
    await close()
  })
})

describe('an incident recorded by mistake', () => {
  test('is deleted after a question; one that something refers to stays, with the reason', async () => {
    const { page, close } = await open(`#/incidents/${id(3)}`, 390)
    await page.getByRole('button', { name: 'Correct the facts' }).click()
    await page.getByRole('button', { name: 'Delete this incident' }).click()
    await page.getByRole('heading', { name: 'Delete this incident?' }).waitFor()
    expect(await problemsOf(page)).toEqual([])
    await page.getByRole('button', { name: 'Delete it' }).click()
    await page.getByRole('heading', { name: 'Incidents', exact: true }).waitFor()
    expect(stored(3)).toBeUndefined()
    desk.world.vendors.set(id(2), emptyVendorSection(id(2)))
    await page.goto(`${desk.url}/desk/#/incidents/${id(2)}`)
    await page.getByRole('button', { name: 'Correct the facts' }).click()
    await page.getByRole('button', { name: 'Delete this incident' }).click()
    await page.getByRole('button', { name: 'Delete it' }).click()
    await page.getByText('This incident stays: it has').waitFor()
    await page.getByText('a vendor section').waitFor()
    expect(stored(2)).toBeDefined()
    await close()
  })
})

describe('the vendor section', () => {
  test('says how long it took, and is complete only with an action or a decision', async () => {
    const { page, close } = await open(`#/incidents/${id(2)}/vendor`)
    await page.getByLabel('What did users see meanwhile?').fill('A spinner')
    await page.getByLabel('Did fallbacks do what they should?', { exact: true }).selectOption('partly')
    await page.getByLabel('Note: Did fallbacks do what they should?').fill('One of two')
    await page.getByLabel('This section is complete').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Needed before the section is complete: an action or a decision.').waitFor()
    expect(await problemsOf(page)).toEqual([])
    await page.getByLabel(/Given that this will happen again/).fill('Orders wait')
    await page.getByLabel('What follows').selectOption('decision')
    await page.getByLabel('What was decided, and why?').fill('We wait with them')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. The next agenda of its review shows it.').waitFor()
    expect(desk.world.vendors.get(id(2))).toMatchObject({
      usersSaw: 'A spinner',
      fallbacks: { answer: 'partly', note: 'One of two' },
      outcome: { kind: 'decision', text: 'We wait with them' },
      complete: true,
      version: 1,
    })
    await close()
  })
})
