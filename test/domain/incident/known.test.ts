import { expect, test } from 'vitest'
import { incidentIdSchema } from '../../../functions/domain/ids.ts'
import { dayAlone } from '../../../functions/domain/incident/known.ts'
import { emptyVendorSection, vendorView } from '../../../functions/domain/incident/vendor.ts'

const midnight = { startedAt: '2026-11-16T15:00:00.000Z', zone: 'Asia/Tokyo' }

test('a start without its hour is a day where it happened, and one with its hour is none', () => {
  expect(dayAlone({ ...midnight, unknown: ['timeOfDay'] })).toBe('2026-11-17')
  expect(dayAlone({ ...midnight, unknown: ['zone', 'deployment'] })).toBeNull()
  expect(dayAlone(midnight)).toBeNull()
})

test('from a start without its hour no minutes are counted until the cause was known', () => {
  const section = {
    ...emptyVendorSection(incidentIdSchema.parse('inc_aaaaaaaaaaaaaaaa')),
    knownExternalAt: '2026-11-17T01:00:00.000Z',
  }
  const detectedAt = '2026-11-17T00:30:00.000Z'
  expect(vendorView(section, { ...midnight, detectedAt, unknown: ['timeOfDay'] })).toMatchObject({
    minutesFromStart: null,
    minutesFromDetection: 30,
  })
  expect(vendorView(section, { ...midnight, detectedAt }).minutesFromStart).toBe(600)
})
