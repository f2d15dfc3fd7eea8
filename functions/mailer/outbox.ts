/** The mails due in one run, page by page, each with what was read for its page. */
import type { RecordLetter } from '../domain/review/record.ts'
import type { MailedSurvey } from '../formats/mail/survey-letter.ts'
import type { LinkKeyReader } from './message.ts'
import type { DueMail, MailerStore } from './store.ts'

/** What a page needs is read together with it, so that a stop or a cancellation takes effect within a page. */
export interface Page {
  readonly stopped: ReadonlySet<string>
  readonly survey: (surveyId: string) => Promise<MailedSurvey | null>
  /** The letter of a record, by `<surveyId>#<letter>`. */
  readonly letter: (address: string) => Promise<RecordLetter | null>
  readonly linkKey: LinkKeyReader
  /** The invitations of a survey that were withdrawn. */
  readonly withdrawn: (surveyId: string) => Promise<ReadonlySet<string>>
  /** The address that the roster has of whoever is written to at this one; null where it has nobody. */
  readonly keptFor: (email: string) => Promise<string | null>
  readonly isStopped: (email: string) => Promise<boolean>
}
export interface Due {
  readonly due: DueMail
  readonly page: Page
}

interface Outbox {
  /** The number of mails on the first page. */
  readonly waiting: number
  /** The next mail, or null after the last. Several callers may take at once; each mail goes to one of them. */
  readonly take: () => Promise<Due | null>
}

const once = <Value>(read: (key: string) => Promise<Value>): ((key: string) => Promise<Value>) => {
  const known = new Map<string, Promise<Value>>()
  return key => {
    const value = known.get(key) ?? read(key)
    known.set(key, value)
    return value
  }
}

export const openOutbox = async (store: MailerStore, now: string, pageSize: number): Promise<Outbox> => {
  const openPage = async (mails: readonly DueMail[]): Promise<Due[]> => {
    if (mails.length === 0) return []
    const stopped = await store.stoppedAmong(mails.map(({ to }) => to))
    const joined = once(() => store.readJoined())
    const page = {
      stopped,
      survey: once(store.readSurvey),
      letter: once(store.readLetter),
      linkKey: once(store.readLinkKey),
      withdrawn: once(async (surveyId: string) => {
        const changes = await store.readChanges(surveyId)
        return new Set(changes?.withdrawn.map(({ invitationId }) => invitationId))
      }),
      keptFor: once(async (email: string) =>
        (await store.isOnRoster(email)) ? email : ((await joined('')).get(email) ?? null),
      ),
      isStopped: once(async (email: string) => (await store.stoppedAmong([email])).has(email)),
    }
    return mails.map(due => ({ due, page }))
  }

  let read = await store.dueMails(now, pageSize)
  const waiting = await openPage(read.mails)
  let turning: Promise<void> | null = null
  const turnPage = async (): Promise<void> => {
    const following = await store.dueMails(now, pageSize, read.next)
    waiting.push(...(await openPage(following.mails)))
    read = following
  }
  const turn = (): Promise<void> => {
    turning ??= turnPage().finally(() => {
      turning = null
    })
    return turning
  }

  return {
    waiting: waiting.length,
    take: async () => {
      for (;;) {
        const next = waiting.shift()
        // Reads half a page ahead so that nobody waits. If that fails, the caller who needs the page tries again.
        if (read.next && waiting.length < pageSize / 2) turn().catch(() => {})
        if (next) return next
        if (!read.next) return null
        await turn()
      }
    },
  }
}
