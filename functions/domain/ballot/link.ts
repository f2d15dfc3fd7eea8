/**
 * A participant's link: `/answer/<instrument>/#<surveyId>.<cohort>.<T>.<keysHash>[.<namesKey>]`. Everything that lets
 * anybody answer or read comes after the `#`, which browsers do not send to a server.
 */
import { type Language, pathOf } from '../language/language.ts'

export interface Link {
  readonly surveyId: string
  readonly cohort: string
  readonly token: string
  readonly keysHash: string
  /**
   * What the names meant for this page are opened with: the cohort's secret. In surveys that opened before there was one,
   * the key of the names to redact, or null.
   */
  readonly namesKey: string | null
}

export const linkFragment = (link: Link): string =>
  [link.surveyId, link.cohort, link.token, link.keysHash, ...(link.namesKey ? [link.namesKey] : [])].join('.')

interface AnswerPlace {
  readonly instrument: string
  readonly language: Language
}

const answerUrl = (siteUrl: string, { instrument, language }: AnswerPlace): string =>
  siteUrl + pathOf(`answer/${instrument}`, language)

export const linkUrl = (siteUrl: string, place: AnswerPlace, link: Link): string =>
  `${answerUrl(siteUrl, place)}#${linkFragment(link)}`

/**
 * For a pulse after its close: the same page, which finds what its browser kept of the survey. It lets nobody answer.
 */
export const resultsUrl = (siteUrl: string, place: AnswerPlace, surveyId: string): string =>
  `${answerUrl(siteUrl, place)}#${surveyId}`

/**
 * As mails carry it, with what a filter may have put behind it: the usual case, in a few bytes. Null for anything that
 * `find-link.ts` has to look through, and for what is no whole link.
 */
export const parseFragment = (fragment: string): Link | null => {
  const parts =
    /^(?:#|%23)*(srv_[a-z0-9]{16})\.([a-z0-9-]{1,40})\.([\w-]{43})\.([\w-]{43})(?:\.([\w-]{43}))?(?:$|[?>)"',]|\.$|&(?!#|\w+;))/.exec(
      fragment.trim(),
    )
  if (!parts) return null
  const [, surveyId, cohort, token, keysHash, namesKey] = parts
  if (!surveyId || !cohort || !token || !keysHash) return null
  return { surveyId, cohort, token, keysHash, namesKey: namesKey ?? null }
}

/** The survey whose results a fragment leads to. Null unless it names one, and nothing that lets anybody answer. */
export const parseResults = (fragment: string): string | null =>
  /^(?:#|%23)*(srv_[a-z0-9]{16})(?:$|[?>)"'&,]|\.$)/.exec(fragment.trim())?.[1] ?? null
