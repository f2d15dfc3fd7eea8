/** Where AWS's checklist (cdk-nag) is not followed, and why. At most ten exceptions, each for the named parts only. */
import { type Stack, Validations } from 'aws-cdk-lib'

interface Exception {
  readonly rule: string
  /** Construct paths within the stack. */
  readonly at: RegExp
  readonly reason: string
}

export const exceptions: readonly Exception[] = [
  {
    rule: 'AwsSolutions-APIG1',
    at: /^Stage$/,
    reason: 'An access log is a list of who asked for what and when: next to a ballot it tells whose it is.',
  },
  {
    rule: 'AwsSolutions-APIG4',
    at: /^Api\/(ANY|GET|POST|PUT)--api--(unsubscribe--\{id\}|passes|owners|surveys--\{id\}--(form|cohorts--\{cohort\}--list)|ballots|receipts--\{id\}|you-said|trace--\{id\}|live)$/,
    reason: 'Participants have no account: the proof is a link, a blind-signed pass or a key in the request itself.',
  },
  {
    rule: 'AwsSolutions-S1',
    at: /^Site$/,
    reason: 'A server access log would show who loaded an answering page and when; the bucket holds public files only.',
  },
  {
    rule: 'AwsSolutions-CFR1',
    at: /^Distribution$/,
    reason: 'People answer from wherever they are.',
  },
  {
    rule: 'AwsSolutions-CFR2',
    at: /^Distribution$/,
    reason: 'A firewall samples and logs requests and costs when idle; the API is throttled at its stage.',
  },
  {
    rule: 'AwsSolutions-CFR3',
    at: /^Distribution$/,
    reason: 'A CDN log would show who loaded an answering page and when.',
  },
  {
    rule: 'AwsSolutions-CFR4',
    at: /^Distribution$/,
    reason:
      'Without a domain of its own the site has the certificate of CloudFront; with domainName it asks for TLS 1.2.',
  },
  {
    rule: 'AwsSolutions-COG8',
    at: /^People$/,
    reason: 'The plus plan costs for every sign-in; a second factor is required of everybody instead.',
  },
  {
    rule: 'AwsSolutions-DDB3',
    at: /^(slots|ballots|live)Table$/,
    reason: 'A store that can be restored to a second is a log of times: it would tell who answered when.',
  },
  {
    rule: 'AwsSolutions-IAM5[Resource::*]',
    at: /^(mailer|harvest|clock)Role$/,
    reason:
      'ses:GetSendQuota, ssm:DescribeParameters and bedrock:GetModelInvocationLoggingConfiguration have no resource of their own.',
  },
]

export const acknowledge = (stack: Stack): void => {
  for (const construct of stack.node.findAll()) {
    const path = construct.node.path.slice(stack.node.path.length + 1)
    for (const { rule, at, reason } of exceptions) {
      if (at.test(path)) Validations.of(construct).acknowledge({ id: rule, reason })
    }
  }
}
