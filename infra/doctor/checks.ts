/** What an account lacks, and what in it would break a guarantee: each check is a pure function of its state. */
import { manifest } from '../../functions/manifest.ts'
import { participantFunctions } from '../../functions/calls/routes.ts'
import { type TableName, tableNames, tables } from '../../functions/tables.ts'
import { arnBeginning } from '../endpoints.ts'
import { quotasLacking } from './quotas.ts'
import { backsUp, records } from './selectors.ts'
import type { AccountState, ConcurrencyState, Known } from './state.ts'

export interface Check {
  readonly name: string
  /** One sentence for each thing that is wrong; empty if all is well. */
  readonly problems: (state: AccountState) => readonly string[]
  /** What it found, for somebody to agree with; shown where nothing is wrong. */
  readonly tells?: (state: AccountState) => string
}

/** Tables without point-in-time recovery. */
const forgetful: readonly TableName[] = tableNames.filter(name => !tables[name].recoverable)

/** What AWS keeps for functions without a reservation, however many the account may run. */
const unreservedLeast = 100
/** A usual reservation for each: a pulse of thousands needs far fewer at a time. */
const usualReserve = 20

const withoutReserve = ({ limit, unreserved, reserved }: ConcurrencyState): string[] => {
  const lacking = participantFunctions.filter(name => !reserved[name])
  if (lacking.length === 0) return []
  const each = Math.min(usualReserve, Math.floor((unreserved - unreservedLeast) / participantFunctions.length))
  const floods = `a flood on any public route can shut participants out of ${lacking.join(', ')}`
  return each >= 1
    ? [`${floods}: set participantConcurrency, ${each} for instance`]
    : [
        `${floods}, and the account’s quota of ${limit} concurrent executions leaves none to reserve: ask for more (Service Quotas, AWS Lambda, "Concurrent executions"), then set participantConcurrency`,
      ]
}

const of = <T>(known: Known<T>, problems: (value: T) => readonly string[]): readonly string[] =>
  'value' in known ? problems(known.value) : [`cannot tell: ${known.unknown}`]

/** SES limits a new account to 200 mails a day, one a second, and verified addresses. */
const sandboxPerDay = 200
const sandboxPerSecond = 1
const bootstrapMinimum = 6

const switches = {
  pointInTimeRecovery: 'has point-in-time recovery',
  timeToLive: 'has time-to-live',
  stream: 'has a stream',
  kinesis: 'streams to Kinesis',
  contributorInsights: 'has contributor insights',
} as const

const counts = { replicas: 'replica', backups: 'backup', exports: 'export' } as const

export const checks: readonly Check[] = [
  {
    name: 'credentials',
    problems: ({ account }) => of(account, () => []),
  },
  {
    name: 'region',
    problems: ({ region }) => (region ? [] : ['no region: set AWS_REGION']),
  },
  {
    name: 'bootstrap',
    problems: ({ bootstrapVersion }) =>
      of(bootstrapVersion, version =>
        version !== null && version >= bootstrapMinimum ? [] : ['the region is not prepared: npx cdk bootstrap'],
      ),
  },
  {
    name: 'deployment',
    problems: ({ deployment }) =>
      of(deployment, value => {
        if (value === null) return ['nothing is deployed: npm run deploy']
        return /@example\.(com|org|net)$/.test(value.mailFrom) ? ['mail would come from example.com: set mailFrom'] : []
      }),
    tells: ({ deployment }) => {
      if (!('value' in deployment) || deployment.value === null) return ''
      const { mailFrom, mailSender, mailLead, inviteDomains = [], participantSignIn = false } = deployment.value
      const mail = `mail comes from ${mailSender ?? 'Murmur'} <${mailFrom}>, and says at its foot: ${mailLead ?? 'Sent by Murmur.'}`
      const inviting =
        inviteDomains.length === 0
          ? 'only people on the roster can be invited: inviteDomains is empty'
          : `besides the roster, people can be invited from ${inviteDomains.join(', ')}`
      const answering = participantSignIn
        ? 'whoever answers a survey that opens from now on signs in first'
        : 'whoever has the link from a mail can answer by it: participantSignIn is off'
      return `${mail} ${inviting}. ${answering}.`
    },
  },
  {
    name: 'mail identity',
    problems: ({ mail }) =>
      of(mail, ({ verified, dkim, sendingEnabled }) => [
        ...(verified
          ? []
          : ['SES has not verified the identity: publish the three DKIM records of the stack’s outputs']),
        ...(dkim ? [] : ['mails are not signed by DKIM']),
        ...(sendingEnabled ? [] : ['SES has paused sending for this account']),
      ]),
  },
  {
    name: 'mail quota',
    problems: ({ mail }) =>
      of(mail, ({ perDay, perSecond }) =>
        perDay >= 0 && perDay <= sandboxPerDay && perSecond <= sandboxPerSecond
          ? ['SES is in its sandbox: ask for production access (SES console, "Request production access")']
          : [],
      ),
  },
  {
    name: 'mail tracking',
    problems: ({ mail }) =>
      of(mail, ({ noted, tracking }) => [
        ...noted
          .filter(event => event !== 'bounce' && event !== 'complaint')
          .map(event => `SES notes "${event}" of each mail: take it out of the configuration set`),
        ...(tracking ? ['SES rewrites links to track them'] : []),
      ]),
  },
  {
    name: 'dead letters',
    problems: ({ deadLetters }) =>
      of(deadLetters, waiting =>
        Object.entries(waiting)
          .filter(([, count]) => count > 0)
          .map(([name, count]) => `${count} given up by ${name}: see its log, then empty its queue`),
      ),
  },
  {
    name: 'indexes',
    problems: ({ backfill }) =>
      of(backfill, value => {
        if (value?.done) return []
        const left = value ? `${value.left} items are still to be` : 'older items were never'
        return [`${left} entered into the indexes, so lists lack some: npm run deploy goes on with it`]
      }),
  },
  {
    name: 'room for participants',
    problems: ({ concurrency }) => of(concurrency, withoutReserve),
    tells: ({ concurrency }) =>
      'value' in concurrency
        ? participantFunctions.map(name => `${name} ${concurrency.value.reserved[name] ?? 0}`).join(', ')
        : '',
  },
  {
    name: 'quotas for a launch',
    problems: ({ launch, mail, concurrency, deployment }) =>
      of(launch, found =>
        of(mail, sends =>
          of(concurrency, runs =>
            of(deployment, parts => quotasLacking(found, sends, runs, parts?.participantSignIn === true)),
          ),
        ),
      ),
    tells: ({ launch }) => ('value' in launch ? `for ${launch.value.roster} people on the roster` : ''),
  },
  {
    name: 'tables without a past',
    problems: state =>
      of(state.tables, found =>
        forgetful.flatMap(name => [
          ...(Object.keys(switches) as (keyof typeof switches)[])
            .filter(key => found[name][key])
            .map(key => `${name} ${switches[key]}`),
          ...(Object.keys(counts) as (keyof typeof counts)[])
            .filter(key => found[name][key] > 0)
            .map(key => `${name} has a ${counts[key]}: delete it`),
        ]),
      ),
  },
  {
    name: 'tables that can be restored',
    problems: state =>
      of(state.tables, found =>
        tableNames
          .filter(name => tables[name].recoverable && !found[name].pointInTimeRecovery)
          .map(name => `${name} has no point-in-time recovery`),
      ),
  },
  {
    name: 'backup plans',
    problems: ({ tables: known, backups }) =>
      of(known, found =>
        of(backups, selections =>
          selections.flatMap(selection =>
            forgetful
              .filter(name => backsUp(selection, found[name].arn))
              .map(
                name => `backup plan ${selection.plan} (${selection.selection}) may copy ${name}: exclude the table`,
              ),
          ),
        ),
      ),
  },
  {
    name: 'CloudTrail data events',
    problems: ({ tables: known, functions, deployment, recorders, region }) =>
      of(known, foundTables =>
        of(functions, foundFunctions =>
          of(deployment, parts =>
            of(recorders, all => {
              const watched = [
                ...forgetful.map(name => ['AWS::DynamoDB::Table', foundTables[name].arn, name] as const),
                ...participantFunctions.map(
                  name => ['AWS::Lambda::Function', foundFunctions[name].arn, `calls of ${name}`] as const,
                ),
                [
                  'AWS::S3::Object',
                  `${arnBeginning(region ?? '')}:s3:::${parts?.bucket ?? ''}/`,
                  'loads of the answering page',
                ] as const,
              ]
              return all.flatMap(recorder => [
                ...(recorder.unreadable ? [`${recorder.name} could not be looked at: ${recorder.unreadable}`] : []),
                ...watched
                  .filter(([type, arn]) => records(recorder, type, arn))
                  .map(([, , what]) => `${recorder.name} records ${what}: exclude it`),
              ])
            }),
          ),
        ),
      ),
  },
  {
    name: 'tracing',
    problems: ({ functions }) =>
      of(functions, found =>
        participantFunctions.flatMap(name => [
          ...(found[name].tracing === 'Active' ? [`${name} is traced`] : []),
          ...found[name].layers.map(layer => `${name} has the layer ${layer}, which can read every request`),
        ]),
      ),
  },
  {
    name: 'platform logs',
    problems: ({ functions }) =>
      of(functions, found =>
        participantFunctions
          .filter(name => manifest[name].platformLogs === 'WARN' && found[name].platformLogs !== 'WARN')
          .map(name => `${name} logs each call: set its system log level to WARN`),
      ),
  },
  {
    name: 'request logs',
    problems: ({ stages }) =>
      of(stages, found =>
        found.flatMap(({ name, accessLog, metricsByRoute }) => [
          ...(accessLog ? [`the API’s stage ${name} has an access log`] : []),
          ...(metricsByRoute ? [`the API’s stage ${name} counts calls by route`] : []),
        ]),
      ),
  },
  {
    name: 'site logs',
    problems: ({ site }) =>
      of(site, ({ logs, realTimeLogs, firewall, bucketLogs, deliveries }) => [
        ...(logs ? ['CloudFront logs who fetches what'] : []),
        ...(realTimeLogs ? ['CloudFront logs in real time who fetches what'] : []),
        ...(firewall ? ['a web firewall stands before the site: it samples and logs requests'] : []),
        ...(bucketLogs ? ['the site’s bucket logs who fetches what'] : []),
        ...deliveries.map(name => `CloudWatch delivers a log of the site: ${name}`),
      ]),
  },
]
