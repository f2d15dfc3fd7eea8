import { expect, test } from 'vitest'
import { backsUp, records } from '../../../infra/doctor/selectors.ts'
import type { FieldSelectors } from '../../../infra/doctor/state.ts'

const table = 'arn:aws:dynamodb:eu-central-1:1:table/Murmur-slots'
const type = 'AWS::DynamoDB::Table'
const data = { field: 'eventCategory', equals: ['Data'] }
const tables = { field: 'resources.type', equals: [type] }
const chosen = (...advanced: FieldSelectors[]) => ({ name: 'x', dataResources: [], advanced })

test.each([
  ['arn:aws:dynamodb', true],
  [table, true],
  ['arn:aws:dynamodb:eu-central-1:1:table/Murmur', false],
  ['arn:aws:dynamodb:eu-central-1:1:table/Murmur-slots2', false],
  ['arn:aws:lambda', false],
])('a classic selector of %s: %s', (value, reaches) => {
  expect(records({ name: 'x', dataResources: [{ type, values: [value] }], advanced: [] }, type, table)).toBe(reaches)
})

test('selectors of management events cover no table', () => {
  expect(records(chosen([{ field: 'eventCategory', equals: ['Management'] }]), type, table)).toBe(false)
})

test('all data events of the type, or of everything except others, cover it', () => {
  expect(records(chosen([data, tables]), type, table)).toBe(true)
  expect(records(chosen([data, tables, { field: 'resources.ARN', notEquals: [`${table}2`] }]), type, table)).toBe(true)
  expect(records(chosen([data, tables, { field: 'readOnly', equals: ['false'] }]), type, table)).toBe(true)
})

test('an exclusion of this table, or another type, does not', () => {
  expect(records(chosen([data, tables, { field: 'resources.ARN', notEquals: [table] }]), type, table)).toBe(false)
  expect(records(chosen([data, tables, { field: 'resources.ARN', notEndsWith: ['-slots'] }]), type, table)).toBe(false)
  expect(records(chosen([data, { field: 'resources.type', equals: ['AWS::S3::Object'] }]), type, table)).toBe(false)
})

test('one of several selectors is enough', () => {
  const excluded = [data, tables, { field: 'resources.ARN', notEquals: [table] }]
  const included = [data, tables, { field: 'resources.ARN', startsWith: ['arn:aws:dynamodb:eu-central-1:1:table/'] }]
  expect(records(chosen(excluded, included), type, table)).toBe(true)
})

test('a selection without ARNs selects by tags, which might be anybody’s', () => {
  const selection = { plan: 'p', selection: 's', notResources: [] }
  expect(backsUp({ ...selection, resources: [] }, table)).toBe(true)
  expect(backsUp({ ...selection, resources: ['arn:aws:dynamodb:*:*:table/*'] }, table)).toBe(true)
  expect(backsUp({ ...selection, resources: ['arn:aws:ec2:*:*:volume/*'] }, table)).toBe(false)
})
