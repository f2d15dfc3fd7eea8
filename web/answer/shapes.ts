/** The protocol's shapes as the page reads them; `functions/domain/ballot/ballot.ts` has the schemas they mirror. */
import type { BallotContent, Form, PageNames } from '../../functions/domain/ballot/ballot.ts'
import type { SurveyId } from '../../functions/domain/ids.ts'
import {
  either,
  type Guard,
  list,
  nullable,
  number,
  object,
  oneOf,
  optional,
  record,
  text,
} from '../kit/plain/shape.ts'

const isSurveyId = (value: unknown): value is SurveyId => text(value) && /^srv_[a-z0-9]{16}$/.test(value)

export const isForm: Guard<Form> = object({
  surveyId: isSurveyId,
  kind: oneOf(['pre-meeting', 'pulse']),
  title: text,
  startedAt: nullable(text),
  startedOn: optional(text),
  meetingAt: nullable(text),
  zone: text,
  closesAt: text,
  invited: number,
  instrument: text,
  protocol: optional(number),
  cohorts: list(
    object({ id: text, publicKey: text, label: optional(text), invited: optional(number), listKey: optional(text) }),
  ),
  groupMinimum: optional(number),
  sealKey: text,
  keysHash: text,
  sealedBytes: number,
  terms: object({ text, hash: text }),
  termsByLanguage: record(object({ text, hash: text })),
  names: nullable(text),
})

export const isPageNames: Guard<PageNames> = object({
  people: list(object({ name: text, email: text })),
  readers: list(text),
})

export const isContent: Guard<BallotContent> = object({
  instrument: text,
  language: text,
  pseudonym: text,
  signature: nullable(text),
  answers: record(
    either(
      either(number, list(text)),
      object({ text, choice: oneOf(['verbatim', 'themes-only', 'signed', 'facilitator']) }),
    ),
  ),
})
