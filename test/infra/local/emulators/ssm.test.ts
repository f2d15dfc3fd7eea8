import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { openParameters } from '../../../../infra/local/emulators/ssm.ts'

test('parameters are described page by page below a beginning, without their values', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'murmur-ssm-'))
  try {
    const parameters = openParameters(path.join(folder, 'parameters.json'))
    const names = ['/murmur/link/b', '/murmur/link/a', '/murmur-staging/link/a', '/murmur/seal/c']
    for (const Name of names) parameters.answer('PutParameter', { Name, Value: 'secret' })
    const asked = { ParameterFilters: [{ Key: 'Name', Option: 'BeginsWith', Values: ['/murmur/'] }], MaxResults: 2 }
    const first = parameters.answer('DescribeParameters', asked).body
    expect(first).toMatchObject({ Parameters: [{ Name: '/murmur/link/a' }, { Name: '/murmur/link/b' }] })
    const second = parameters.answer('DescribeParameters', { ...asked, NextToken: first['NextToken'] }).body
    expect(second).toMatchObject({ Parameters: [{ Name: '/murmur/seal/c' }] })
    expect(second['NextToken']).toBeUndefined()
    expect(JSON.stringify([first, second])).not.toContain('secret')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
