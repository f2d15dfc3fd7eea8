import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { expect, test } from 'vitest'
import { Sha256 } from '../../../functions/aws/sha256.ts'
import { codeOf } from '../../../infra/doctor/call.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

test('the hash passed to the signer is SHA-256, or HMAC with a secret', async () => {
  const plain = new Sha256()
  plain.update('ab')
  plain.update(new Uint8Array([99]))
  expect(hex(await plain.digest())).toBe(createHash('sha256').update('abc').digest('hex'))
  const keyed = new Sha256(new Uint8Array([1, 2]))
  keyed.update('abc')
  expect(hex(await keyed.digest())).toBe(
    createHmac('sha256', Buffer.from([1, 2]))
      .update('abc')
      .digest('hex'),
  )
})

// AWS's example "get-vanilla" from the Signature Version 4 test suite.
test('a request is signed as AWS’s test suite signs it', async () => {
  const signer = new SignatureV4({
    service: 'service',
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
    sha256: Sha256,
    applyChecksum: false,
  })
  const signed = await signer.sign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname: 'example.amazonaws.com',
      path: '/',
      headers: { host: 'example.amazonaws.com' },
    },
    { signingDate: new Date('2015-08-30T12:36:00Z') },
  )
  expect(signed.headers['authorization']).toContain(
    'Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  )
})

test.each([
  ['{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"x"}', 'QueueDoesNotExist'],
  ['{"__type":"AccessDeniedException"}', 'AccessDeniedException'],
  ['<ErrorResponse><Error><Code>InvalidClientTokenId</Code></Error></ErrorResponse>', 'InvalidClientTokenId'],
  ['', ''],
])('the name of an error out of %s', (text, code) => {
  expect(codeOf(text)).toBe(code)
})
