import { expect, test } from 'vitest'
import { readRosterFile } from '../../../../functions/domain/roster/read.ts'
import { rosterCsv, rowsToMend } from '../../../../web/desk/roster/mend.ts'

const asked = { columns: {}, zones: {} }

test('a row to be mended has each cell as it was meant, however often it is brought back', () => {
  let file: string = "email,name,group\nnobody,'=Ann,'+Ops\n"
  for (let time = 0; time < 3; time += 1) file = rowsToMend(file, asked) ?? expect.fail('nothing to mend')
  const { rows } = readRosterFile(file.replace('nobody', 'ann@example.com'), asked)
  expect(rows.map(({ row }) => row)).toMatchObject([{ name: '=Ann', group: '+Ops' }])
})

test('a group that begins with a slash comes back out of our own file; of a path of units the first slash is none', () => {
  const entry = { email: 'ann@example.com', name: '', group: '/dev/null', seniority: null, zone: 'UTC', language: 'en' }
  const [own] = readRosterFile(rosterCsv([{ ...entry, stopped: null }]), asked).rows
  expect(own?.row.group).toBe('/dev/null')
  const [unit] = readRosterFile('email,Org Unit Path\nann@example.com,/Eng/Web\n', asked).rows
  expect(unit?.row.group).toBe('Eng/Web')
})
