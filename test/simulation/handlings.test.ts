import { expect, test } from 'vitest'
import { handlingNames, handlings, readChanged } from './handlings.ts'

test.each(handlingNames)('what would be taken out without %s is there, once', async name => {
  for (const change of handlings[name].changes) expect(await readChanged(change)).not.toContain(change.from)
})
