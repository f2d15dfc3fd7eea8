/** How AWS says no: each service in its own words, as its clients read them. */
import type { LambdaName } from '../../../functions/manifest.ts'
import type { Call, Service } from './asked.ts'

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Null: the connection is cut, and no reply comes. */
export type Answered = Reply | null

export type Send = (call: Call) => Promise<Answered>

/** Something between a function and AWS: it hands the call on, or answers by itself. */
export type Layer = (call: Call, caller: LambdaName, send: Send) => Promise<Answered>

export type Refusal = 'denied' | 'throttled' | 'failed' | 'not-found' | 'too-large'

const json = (status: number, code: string, message: string): Reply => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code },
  body: JSON.stringify({ __type: code, message }),
})

const xml = (status: number, code: string, message: string): Reply => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
})

const codes: Readonly<Record<Service, Readonly<Record<Refusal, readonly [number, string]>>>> = {
  dynamodb: {
    denied: [400, 'com.amazon.coral.service#AccessDeniedException'],
    throttled: [400, 'com.amazonaws.dynamodb.v20120810#ThrottlingException'],
    failed: [500, 'com.amazonaws.dynamodb.v20120810#InternalServerError'],
    'not-found': [400, 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException'],
    'too-large': [400, 'com.amazon.coral.validate#ValidationException'],
  },
  ssm: {
    denied: [400, 'AccessDeniedException'],
    throttled: [400, 'ThrottlingException'],
    failed: [500, 'InternalServerError'],
    'not-found': [400, 'ParameterNotFound'],
    'too-large': [400, 'ValidationException'],
  },
  ses: {
    denied: [403, 'AccessDenied'],
    throttled: [400, 'Throttling'],
    failed: [500, 'InternalFailure'],
    'not-found': [404, 'NotFound'],
    'too-large': [400, 'InvalidParameterValue'],
  },
  lambda: {
    denied: [403, 'AccessDeniedException'],
    throttled: [429, 'TooManyRequestsException'],
    failed: [500, 'ServiceException'],
    'not-found': [404, 'ResourceNotFoundException'],
    'too-large': [413, 'RequestTooLargeException'],
  },
  bedrock: {
    denied: [403, 'AccessDeniedException'],
    throttled: [429, 'ThrottlingException'],
    failed: [500, 'InternalServerException'],
    'not-found': [404, 'ResourceNotFoundException'],
    'too-large': [400, 'ValidationException'],
  },
}

export const refusal = (service: Service, kind: Refusal, message: string): Reply => {
  const [status, code] = codes[service][kind]
  return service === 'ses' ? xml(status, code, message) : json(status, code, message)
}
