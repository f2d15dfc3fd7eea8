/** More than a meeting can hold: what sixty people wrote at length. */
import type { AgendaFacts } from '../../../functions/domain/agenda/schema.ts'
import type { FiledObservation, Synthesis } from '../../../functions/domain/synthesis/schema.ts'
import { facts, synthesis } from './fixture.ts'

/** Of sixty people: forty themes of eight long statements each, and as many that stand alone. */
export const large = (words: (number: number) => string): Synthesis => {
  const all = Array.from(
    { length: 400 },
    (_, number): FiledObservation => ({
      id: `obs_${number}`,
      text: words(number),
      item: 'saw',
      purpose: (['moment', 'reasons', 'condition', 'went-well', 'surprise'] as const)[number % 5] ?? null,
      pseudonym: `Quiet Heron ${number % 60}`,
      signedBy: null,
      flags: [],
      factor: number % 3 === 0 ? 'monitoring' : null,
    }),
  )
  const quote = ({ id, text }: FiledObservation) => ({ observationId: id, text })
  const themes = Array.from({ length: 40 }, (_, theme) => {
    const own = all.slice(theme * 8, theme * 8 + 8)
    return {
      id: `theme-${theme + 1}`,
      title: (own[0]?.text ?? '').split(' ').slice(0, 11).join(' '),
      voices: 20 - Math.floor(theme / 2),
      apart: 1,
      observationIds: own.map(({ id }) => id),
      quotes: own.slice(0, 3).map(quote),
    }
  })
  const named = all.slice(320).map(({ id, text }) => ({ text, observationIds: [id] }))
  return {
    ...synthesis,
    themes,
    raisedOnce: all.slice(320).map(({ id }) => id),
    observations: all,
    disagreements: themes.slice(0, 6).flatMap(({ quotes: [a, b] }) => (a && b ? [{ a, b }] : [])),
    conditions: named,
    proposals: named,
    strengths: [],
    vendorObservationIds: [],
  }
}

export const english = (number: number): string =>
  `Number ${number}: the workers waited for the provider while every dashboard stayed green, and whoever was on call had no reason to look at the pool, since nothing in the runbook or in the alert had ever spoken of it before that night.`
export const japanese = (number: number): string =>
  `${number} 決済サービスの接続プールが枯渇していましたが、ダッシュボードはすべて緑色のままで、当番の担当者にはプールを確認する理由がありませんでした。手順書にも警告にも、その夜まで一度も書かれていなかったからです。`

export const long: AgendaFacts = {
  ...facts,
  summary: 'A release doubled the connections that each worker holds. '.repeat(20),
}
