/** Every kind of identifier has a type and a prefix of its own. They are made here and nowhere else. */
import * as z from 'zod'

const idSchema = (prefix: string) => z.string().regex(new RegExp(`^${prefix}_[a-z0-9]{16}$`))

export const surveyIdSchema = idSchema('srv').brand<'SurveyId'>()
export const reviewIdSchema = idSchema('rev').brand<'ReviewId'>()
export const incidentIdSchema = idSchema('inc').brand<'IncidentId'>()
export const actionIdSchema = idSchema('act').brand<'ActionId'>()
export const counterfactualIdSchema = idSchema('cfa').brand<'CounterfactualId'>()
export const lessonIdSchema = idSchema('les').brand<'LessonId'>()
export const citationIdSchema = idSchema('cit').brand<'CitationId'>()
export const debtIdSchema = idSchema('deb').brand<'DebtId'>()
export const formatChangeIdSchema = idSchema('fmt').brand<'FormatChangeId'>()
export const replyIdSchema = idSchema('rpl').brand<'ReplyId'>()
export const importIdSchema = idSchema('imp').brand<'ImportId'>()
export const replacementIdSchema = idSchema('rep').brand<'ReplacementId'>()
export const observationIdSchema = idSchema('obs').brand<'ObservationId'>()
export const keyIdSchema = idSchema('key').brand<'KeyId'>()
export const runIdSchema = idSchema('run').brand<'RunId'>()

export type SurveyId = z.infer<typeof surveyIdSchema>
export type ReviewId = z.infer<typeof reviewIdSchema>
export type IncidentId = z.infer<typeof incidentIdSchema>
export type ActionId = z.infer<typeof actionIdSchema>
export type CounterfactualId = z.infer<typeof counterfactualIdSchema>
export type LessonId = z.infer<typeof lessonIdSchema>
export type CitationId = z.infer<typeof citationIdSchema>
export type DebtId = z.infer<typeof debtIdSchema>
export type FormatChangeId = z.infer<typeof formatChangeIdSchema>
export type ReplyId = z.infer<typeof replyIdSchema>
export type ImportId = z.infer<typeof importIdSchema>
export type ReplacementId = z.infer<typeof replacementIdSchema>
export type ObservationId = z.infer<typeof observationIdSchema>
export type KeyId = z.infer<typeof keyIdSchema>
export type RunId = z.infer<typeof runIdSchema>

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

const letters = (random: Uint8Array, count: number): string => {
  if (random.length < 16) throw new RangeError('an id needs 16 random bytes')
  return Array.from(random.subarray(0, count), byte => alphabet.charAt(byte & 31)).join('')
}

/**
 * 16 characters of 5 bits, 80 bits in all. The caller supplies 16 random bytes, because the domain draws none itself.
 */
const render = (prefix: string, random: Uint8Array): string => `${prefix}_${letters(random, 16)}`

/** The key of a meeting's live channel: 12 characters, 60 bits, short enough to be typed from a wall. */
export const liveKey = (random: Uint8Array): string => letters(random, 12)

export const surveyId = (random: Uint8Array): SurveyId => surveyIdSchema.parse(render('srv', random))
export const reviewId = (random: Uint8Array): ReviewId => reviewIdSchema.parse(render('rev', random))
export const incidentId = (random: Uint8Array): IncidentId => incidentIdSchema.parse(render('inc', random))
export const actionId = (random: Uint8Array): ActionId => actionIdSchema.parse(render('act', random))
export const counterfactualId = (random: Uint8Array): CounterfactualId =>
  counterfactualIdSchema.parse(render('cfa', random))
export const lessonId = (random: Uint8Array): LessonId => lessonIdSchema.parse(render('les', random))
export const citationId = (random: Uint8Array): CitationId => citationIdSchema.parse(render('cit', random))
export const debtId = (random: Uint8Array): DebtId => debtIdSchema.parse(render('deb', random))
export const formatChangeId = (random: Uint8Array): FormatChangeId => formatChangeIdSchema.parse(render('fmt', random))
export const replyId = (random: Uint8Array): ReplyId => replyIdSchema.parse(render('rpl', random))
export const importId = (random: Uint8Array): ImportId => importIdSchema.parse(render('imp', random))
export const replacementId = (random: Uint8Array): ReplacementId => replacementIdSchema.parse(render('rep', random))
export const observationId = (random: Uint8Array): ObservationId => observationIdSchema.parse(render('obs', random))
export const keyId = (random: Uint8Array): KeyId => keyIdSchema.parse(render('key', random))
export const runId = (random: Uint8Array): RunId => runIdSchema.parse(render('run', random))

/** `all`, or the position of a label among a pulse's labels. It identifies nobody and is not secret. */
export const cohortIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/)
