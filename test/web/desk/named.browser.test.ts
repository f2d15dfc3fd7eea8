/** Names are pointed out where they are entered, and nothing is held up by that. */
import { beforeEach, expect, test } from 'vitest'
import { personInputSchema, type RosterEntry, rosterEntrySchema } from '../../../functions/domain/people/person.ts'
import { ownBrowser } from '../../own.ts'
import { opening, ownDesk, robin } from './site.ts'
import { emptyWorld } from './stub-api.ts'

const desk = ownDesk()
const open = opening(ownBrowser(), desk, 'desk')

const entry = (name: string, group: string): RosterEntry =>
  rosterEntrySchema.parse({
    ...personInputSchema.parse({ email: `${name.toLowerCase().replace(' ', '.')}@example.com`, name, group }),
    stopped: null,
  })

beforeEach(() => {
  desk.caller = robin
  desk.world = emptyWorld()
  desk.world.people.push(entry('Ada Quill', 'Payments'), entry('Jo Search', 'Search'))
})

const pointed = /^Somebody may be named here/

test('a title that names somebody of the roster says so, with a wording about the system', async () => {
  const { page, close } = await open({ hash: '#/incidents/new' })
  const title = page.getByLabel('What happened?', { exact: false }).first()
  await title.fill('Deployment by Ada Quill broke checkout')
  await page.getByText(/^Somebody may be named here: Ada Quill\. Say what the system did/).waitFor()
  await title.fill('A deployment broke checkout')
  await page.getByText(pointed).waitFor({ state: 'hidden' })
  await close()
})

test('what a group is called is the group, whoever else is called so, and a number names nobody', async () => {
  const { page, close } = await open({ hash: '#/incidents/new' })
  const title = page.getByLabel('What happened?', { exact: false }).first()
  await title.fill('Search down, +49 170 1234567 rang, then Mr. Miller')
  await page.getByText(/^Somebody may be named here: Mr\. Miller\. /).waitFor()
  await close()
})

test('a name in an action, or beside the team that owns it, is pointed out; one person alone is asked about as before', async () => {
  const { page, close } = await open({ hash: '#/actions' })
  await page.getByRole('button', { name: 'New action' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What is to change?', { exact: false }).fill('A check before what Ada Quill runs')
  await dialog.getByText(pointed).waitFor()
  await dialog.getByLabel('What is to change?', { exact: false }).fill('A check before each deployment')
  await dialog.getByText(pointed).waitFor({ state: 'hidden' })
  await dialog.getByLabel('Owner', { exact: false }).first().fill('Payments, Ada')
  await dialog.getByText(/^Somebody may be named here: Ada\. /).waitFor()
  await dialog.getByLabel('Owner', { exact: false }).first().fill('Ada Quill')
  await dialog.getByText('Ada Quill is one person.', { exact: false }).waitFor()
  expect(await dialog.getByText(pointed).count()).toBe(0)
  await close()
})

test('a roster that cannot be read leaves the form as it is', async () => {
  const { page, close } = await open({ hash: '#/incidents/new' })
  await page.route('**/api/people', route => route.abort())
  await page.getByLabel('What happened?', { exact: false }).first().fill('Mr. Miller and Ada Quill')
  await page.getByText(/^Somebody may be named here: Mr\. Miller\. /).waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).first().isEnabled()).toBe(true)
  await close()
})
