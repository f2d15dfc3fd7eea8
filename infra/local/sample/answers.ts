/** What the people of the sample organisation wrote. All of it is made up; so are they. */
import type { Answer } from '../../../functions/domain/ballot/ballot.ts'

type Said = Readonly<Record<string, string>>

/** Item id to text; 'harder' is a list of factors separated by spaces, 'comfortable' a number. */
const checkout: readonly Said[] = [
  {
    saw: 'At 09:12 the error rate of checkout went past two percent. The dashboard showed every pod healthy, so I looked at the network first.',
    sense: 'Every outage of that kind we had this year was the network, and the pods were green.',
    information:
      'The health check only asks whether the process answers. It does not touch the database, so it stayed green with an empty connection pool.',
    differently: 'If the health check had borrowed a connection, the pods would have gone red within a minute.',
    harder: 'monitoring documentation',
    comfortable: '4',
  },
  {
    saw: 'The connection pool of the payment service was exhausted. Waiting requests piled up behind twenty connections.',
    surprised: 'I did not know that the pool size had been lowered in March. Nothing in the runbook mentions it.',
    differently: 'An alert on the time a request waits for a connection would have told us ten minutes earlier.',
    harder: 'monitoring knowledge',
    comfortable: '3',
  },
  {
    saw: 'The connection pool ran empty after the retries started. Each failed payment was tried three times at once.',
    sense: 'Retrying at once was the default of the client library, and it had never hurt us before.',
    differently: 'Retries would need to back off and give up while the provider is slow.',
    outside:
      'The payment provider answered after nine seconds instead of one. Our timeout is ten seconds, so the circuit breaker never opened.',
    harder: 'safeguards vendor',
  },
  {
    saw: 'Customers wrote to us about double charges at 09:20, before any alert had fired.',
    information: 'Support has no channel to the on-call engineer except the general chat, and there it was missed.',
    well: 'Finance had the list of doubled payments within the hour, so refunds went out the same day.',
    harder: 'communication',
    comfortable: '2',
  },
  {
    saw: 'I was asked for the rollback and could not find which version ran before. The deployment page shows only the current one.',
    sense:
      'A rollback seemed safest because we had deployed forty minutes earlier. It turned out to have nothing to do with it.',
    information: 'Which release was live at 08:30 had to be put together from chat messages.',
    well: 'Once somebody had the version number the rollback itself took two minutes.',
    harder: 'deployment playbooks',
    comfortable: '4',
  },
  {
    saw: 'The status page of the payment provider was green the whole time.',
    outside:
      'We waited for the provider to confirm. Without their word nobody wanted to switch to the second provider.',
    differently:
      'The switch to the second provider would have to be a button that the on-call engineer may press without asking.',
    hesitate: 'Nobody is sure who owns the switch to the second provider. The team that built it has moved on.',
    harder: 'vendor ownership',
    comfortable: '2',
  },
  {
    saw: 'The runbook for payment errors sent me to a dashboard that no longer exists.',
    information: 'The runbook was last changed two years ago.',
    differently: 'Runbooks would need to be opened in every game day, so that dead links are found before they matter.',
    harder: 'documentation playbooks',
    comfortable: '3',
  },
  {
    saw: 'I saw the queue of outgoing confirmation mails grow, and took it for a mail problem.',
    surprised: 'That the confirmation mails hang on the same connection pool as payments was new to me.',
    differently: 'Mails and payments would need pools of their own, so that one cannot starve the other.',
    well: 'People said out loud what they did not know. That helped.',
  },
  {
    sense: 'I raised the pool size by hand to 200 because the database had room. It helped within a minute.',
    surprised:
      'The next deployment would have set it back. The value is in two places and only one of them is documented.',
    differently: 'The pool size would have to stand in one place, with a comment that says why.',
    harder: 'documentation deployment',
    comfortable: '5',
  },
  {
    saw: 'I heard about the incident from a customer, an hour after it began.',
    hesitate:
      'In the last two reviews we agreed on an alert for waiting connections. It was never built, and it is awkward to be the one who says so.',
    harder: 'ownership time_pressure',
    comfortable: '2',
  },
]

const search: readonly Said[] = [
  {
    saw: 'The index job had been red since six in the morning, in a channel that nobody reads on weekends.',
    differently:
      'A stale index would need an alert of its own: the age of the newest document, not the state of a job.',
    harder: 'monitoring',
    comfortable: '4',
  },
  {
    saw: 'Search looked healthy on every chart, because charts show latency and errors and not whether results are fresh.',
    information: 'Nobody could tell from outside how old the index was.',
    harder: 'monitoring knowledge',
  },
  {
    saw: 'The certificate that the index job signs in with had expired.',
    surprised: 'The renewal is manual for this one service. All the others renew by themselves.',
    harder: 'automation',
    comfortable: '3',
  },
  {
    sense: 'I restarted the job twice, since a restart had always cured it.',
    well: 'The catalogue team joined within five minutes of being asked.',
    comfortable: '4',
  },
]

const answersOf = (said: Said): Record<string, Answer> =>
  Object.fromEntries(
    Object.entries(said).map(([item, text]): [string, Answer] => {
      if (item === 'harder') return [item, text.split(' ')]
      if (item === 'comfortable') return [item, Number(text)]
      return [item, { text, choice: 'verbatim' }]
    }),
  )

export const checkoutAnswers = checkout.map(answersOf)
export const searchAnswers = search.map(answersOf)
