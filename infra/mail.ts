/* oxlint-disable no-new -- a construct adds itself to its scope */
/** SES: who sends, and where bounces and complaints go. Opens and clicks are not tracked. */
import { CfnOutput, Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import type { Functions } from './lambdas.ts'
import type { Settings } from './settings.ts'

export const identityName = ({ mailFrom, mailIdentity }: Pick<Settings, 'mailFrom' | 'mailIdentity'>): string =>
  mailIdentity === 'address' ? mailFrom : mailFrom.slice(mailFrom.indexOf('@') + 1)

export interface Mail {
  readonly configurationSet: ConfigurationSet
  readonly identity: string
  readonly events: Topic
}

export const addMail = (scope: Construct, settings: Settings): Mail => {
  const identity = identityName(settings)
  if (settings.mailIdentity !== 'existing') {
    const made = new EmailIdentity(scope, 'MailIdentity', {
      identity: settings.mailIdentity === 'address' ? Identity.email(identity) : Identity.domain(identity),
      // Bounces go to the function and not to a mailbox.
      feedbackForwarding: false,
    })
    if (settings.mailIdentity === 'domain') {
      for (const [index, record] of made.dkimRecords.entries()) {
        new CfnOutput(scope, `Dkim${index + 1}`, { value: `${record.name} CNAME ${record.value}` })
      }
    }
  }
  const configurationSet = new ConfigurationSet(scope, 'Mails', {
    tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
    // Bounces are kept in `people`, where a facilitator can lift one; the account's own list would swallow the next mail.
    suppressionReasons: SuppressionReasons.COMPLAINTS_ONLY,
  })
  const events = new Topic(scope, 'MailEvents', { enforceSSL: true })
  configurationSet.addEventDestination('ToTopic', {
    destination: EventDestination.snsTopic(events),
    events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
  })
  return { configurationSet, identity, events }
}

/** IAM has no resource for the SES quota, so that one call is granted on `*`. */
export const grantMail = (scope: Construct, mail: Mail, functions: Functions, mailFrom: string): void => {
  const arn = (resource: string, resourceName: string): string =>
    Stack.of(scope).formatArn({ service: 'ses', resource, resourceName })
  for (const { row, role, function: lambda } of Object.values(functions)) {
    if (row.may.includes('send-mail')) {
      role.addToPolicy(
        new PolicyStatement({
          actions: ['ses:SendRawEmail'],
          resources: [
            arn('identity', mail.identity),
            arn('configuration-set', mail.configurationSet.configurationSetName),
          ],
          conditions: { StringEquals: { 'ses:FromAddress': mailFrom } },
        }),
      )
      role.addToPolicy(new PolicyStatement({ actions: ['ses:GetSendQuota'], resources: ['*'] }))
    }
    if (row.trigger.kind === 'mail-events') mail.events.addSubscription(new LambdaSubscription(lambda))
  }
}
