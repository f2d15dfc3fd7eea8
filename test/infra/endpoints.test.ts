import { expect, test } from 'vitest'
import { arnBeginning, edgeOf, hostOf } from '../../infra/endpoints.ts'

test('each partition has its own domain, beginning of ARNs and place of CloudFront', () => {
  expect(hostOf('sts', 'eu-central-1')).toBe('sts.eu-central-1.amazonaws.com')
  expect(hostOf('bucket.s3', 'cn-north-1')).toBe('bucket.s3.cn-north-1.amazonaws.com.cn')
  expect(arnBeginning('us-gov-west-1')).toBe('arn:aws-us-gov')
  expect(arnBeginning('cn-north-1')).toBe('arn:aws-cn')
  expect(edgeOf('eu-central-1')).toEqual({ host: 'cloudfront.amazonaws.com', region: 'us-east-1' })
  expect(edgeOf('cn-north-1')).toEqual({ host: 'cloudfront.cn-northwest-1.amazonaws.com.cn', region: 'cn-northwest-1' })
  expect(() => edgeOf('us-gov-west-1')).toThrow('aws-us-gov has no CloudFront')
})
