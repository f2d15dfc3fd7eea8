/** Notices four ways of speaking about an incident that close a conversation: blame, hindsight, counterfactual, vendor. */
import { isBlaming } from './blame.ts'
import { needsCare } from './care.ts'
import type { Flag } from './schema.ts'

// Sources are put together from shared pieces, since the participant's page loads this file: every list twice is a list too many.
/** Every alternative begins where a word does. */
const regex = (source: string, flags = 'i'): RegExp => new RegExp(`\\b(?:${source})`, flags)
const not = '(?:n.?t| not| never)'
const adverbs =
  '(?:(?:just|simply|clearly|obviously|again|also|once|then|still|totally|completely|actually|probably|apparently|really|always|never|even|all|both|easily|likely|possibly|perhaps|maybe|instead|only|significantly|at least|potentially|ha[ds]|have) )*'
const them = 'he|she|they|you'
const anybody = 'someone|somebody|nobody|no one|everyone|everybody|anyone|anybody|people|whoever'
/** Never a component of software, as an operator or a manager may be. */
const human =
  'teams?|engineers?|dev(?:eloper|op)?s?|admins?|colleagues?|reviewers?|person|staff|interns?|juniors?|contractors?|dbas?'
const role = `${human}|ops|operators?|managers?|management|leadership|authors?|seniors?|sres?|on-?calls?|responders?|testers?|company|ceo|cto|department`
const should = `(?:should${not}?|ought(?: not)? to) (?:${adverbs})?have`

const judged = '(?:bad|poor|terrible|wrong|risky) (?:idea|call|decision|judge?ment|choice|move)'
const hindsight = [
  regex(
    `${should}\\b(?! (?:an?|some\\w*|more|better|the|our|one|no|two|this|that|access|alerts?|tests?|monitoring)\\b)|should (?:of|'ve)\\b|shoulda\\b`,
  ),
  regex('hindsight\\b|retrospect(?:ively)?\\b(?! meeting)|looking (?:back|at it now)\\b|knowing what (?:we|i) know'),
  regex(
    '(?:human|operator|user|pilot|manual|engineer|admin(?:istrator)?|developer|clerical)(?:,? (?!and\\b|or\\b)\\w+)? (?:error|mistake)s?\\b|(?:error|mistake)s? (?:made )?by (?:the |an? |our )?(?:\\w+ )?(?:' +
      role +
      '|human|user)\\b',
  ),
  regex(
    'common sense\\b|(?:was|were|is|been|an?) (?:\\w+ly |so )?(?:foreseeable|predictable|preventable|avoidable|inevitable|bound to)\\b|(?:see|seen|saw) (?:it|this|that) (?:all )?coming\\b|(?:disaster|accident) waiting to',
  ),
  regex(
    `${judged} (?:to|by|of|from|in)\\b|(?:was|were|is) (?:\\w+ly |just )?(?:an? |the )?(?:\\w+ )?${judged}|(?:was|were) (?:an?|the|our|my) (?:\\w+ )?mistake to\\b`,
  ),
  regex(
    `(?:obvious|clear|evident|plain)ly,? (?:\\w+ ){0,3}(?:wrong|bad|unsafe|risky|insufficient|not enough|mistake|should|could)\\b|(?:it|this|that)(?:.s| is| was) (?:\\w+ )?(?:obvious|clear|evident|apparent) (?:that )?(?:we|${them}|it was|${anybody}|the \\w+ (?:would|was|were|could|had|should))\\b|(?:anyone|anybody|everyone) (?:could|would|can) (?:have )?(?:see|known?|tell|told|notice|spot)`,
  ),
  regex(
    `(?:we|i|${them})(?: had|.d) better (?:not )?have\\b|(?:knew|known) better\\b|need(?:ed)?${not}? (?:to )?have been\\b|why did(?:${not} (?:we|${them}|${anybody}|the (?:\\w+ )?(?:${role}))| (?:we|${them}) not)\\b|why (?:did|has|had|was|were) (?:nobody|no one|none of|not one)\\b|why did (?:it|this|that) take (?:us|them|anyone|anybody|so|over|more)\\b|how (?:on earth )?(?:did|could|can) (?:we|i|this|it|that|${them}|${anybody}) (?:ever |possibly |all )*(?:have )?(?:miss|not |overlook|fail|go unnotic|get through|slip)`,
  ),
  regex(
    `(?:we|i|${them}|${anybody}) (?:all |always |both )*(?:knew|know) (?:that )?(?:this|it|that) (?:would|was going|was bound|had to|might)|(?:only|just) a (?:matter|question) of time|sooner or later\\b|(?:warning )?(?:signs|red flags) (?:were|had been) (?:all |clearly |already )*there|plenty of (?:warnings|red flags)`,
  ),
  regex(
    'the obvious (?:fix|step|thing|choice|answer) (?:was|had been)\\b|(?:was|were) (?:\\w+ )?(?:wrong|na.ve|short-?sighted) (?:to|in)\\b|never (?:going to|gonna) (?:work|scale|hold|last)|doomed to|need(?:ed|s)? to (?:be|have been) \\w+(?: \\w+){0,3} (?:earlier|sooner|ago)|of course,? [^.;?!]{1,40} (?:would|was going to|were going to|had to)\\b|turned out to be a (?:mistake|bad idea)',
  ),
]
/** `should have been restored by noon`: what was expected of a system, not what somebody was to do. */
const expected =
  /\b(?:should|ought to) (?:now |all |also |by now |already )*have (?:now |all |also |already |since |then )*(?:(?:been|become|gone) (?:\w+ly )?(?:restored|resolved|fixed|recover|mitigat|unaffected|available|visible|able|successful|back|working|impacted|affected|healthy|operational|accessible|normal|stable|green|complete|delivered|received|up\b|online|reachable)|recovered|returned|(?:finished|ended|completed|run|started|arrived|closed|expired|taken|been done) (?:by|at|before|within|around|in|after|a few|\d)|cleared|stopped|resumed|stabili|(?:no |little )?(?:longer )?(?:impact|effect)|seen )/i

const comparative =
  '(?:much |far |a lot |even |significantly )*(?:less|more|better|worse|easier|faster|earlier|sooner|quicker|simpler|shorter|smaller)'
const better = `avoid|prevent|kept|caught|catch|detect|help|sav|reduc|mitigat|stopp|limit|shorten|notic|spotted|alert|paged|surfac|allow|block|warn|show|reveal|flagged|contain|minimi|sped|speed|made|given|known|found|identif|discover|able to|${comparative}`
const imagined = `(?:(?:would|could|might)${not}? ${adverbs}(?:have|of)|.d(?: not| never)? have(?! to\\b))`
const counterfactual = [
  regex(
    `${imagined} ${adverbs}(?:been )?(?:${better}|enough|sufficient|useful|possible|different|nice|great|good|(?:resolv|fix)ed ${comparative})`,
  ),
  regex(
    `(?:would|could|might)${not} ${adverbs}have (?!any|access|to)\\w|(?:we|i|it|${them}|${anybody}|the team) could(?:n.t| not)? have\\b|(?<=^|[.!;:] ?|\\b(?:and|but|so|or) )(?:could|would|might) (?:we|i|it|${them}|${anybody}|this|that) (?:\\w+ )?have \\w|what if [^.;!]{1,80} (?:had|were|was)\\b|(?<=^|[.;!] ?)were (?:the|it|this|there|our|we|these) [^.;?!]{1,80}\\b(?:would|could|might)\\b(?![^.;!]*\\?)|(?:unless|but for|without) [^.;?!]{1,80}\\b${imagined}`,
  ),
  regex(
    'if only\\b|if (?:[^,.;?!]{1,80} )?(?:had|hadn.t|were|weren.t|paged|existed)\\b[^.;?!]*\\b(?:would|could|might)\\b|' +
      imagined +
      '[^.;?!]*\\b(?:if|had|unless|without|but for|with (?:more|better|proper|good|the right))\\b',
  ),
  regex(
    `(?<=^|[.,;:!?–—-] ?|\\b(?:and|but|that|so) )had (?:we|i|it|${them}|${anybody}|there|the|this|that|our|an?|more|these|those|any) [^.;?!]*\\b(?:would|could|might)\\b`,
  ),
  regex(
    '(?:i|we) wish \\w+ (?:\\w+ )?(?:had|were|could|would)\\b|were it not for\\b|if it (?:weren.t|wasn.t|hadn.t been) for\\b',
  ),
]
/** What was suffered, or what may be the cause: an estimate, not another past. */
const estimated =
  /\b(?:would|could|might|may) (?:also |likely |probably |possibly |potentially )*have (?:also |only |likely )*(?:been (?:caused|due|impact|affect|trigger|related|exposed|seeing|unable|attribut|introduced|the (?:cause|result))|come from|resulted|seen|experienced|received|encountered|noticed (?:errors|delays|slow|failures|an|some|increased|issues|that their))\b/i
const unreal = /\bif\b|\bhad (?:we|i|they|it|there|the)\b|\bwithout\b/i

const company =
  '(?:AWS|Amazon|Azure|Microsoft|GCP|GKE|EKS|Google|Cloudflare|Fastly|Akamai|GitHub|GitLab|Atlassian|Stripe|PayPal|Twilio|SendGrid|Okta|Auth0|Datadog|PagerDuty|Slack|T-Mobile|Verizon|AT&T|Vodafone|DigitalOcean|Heroku|Cisco|Let.s Encrypt|npm|Docker Hub)(?:.s)?\\b'
const ailing =
  'down\\b|trouble|unavailab|degrad|slow\\b|unrespons|outage|incident|problem|issue|bug|fail|disrupt|deprecat|suspend|throttl|rate.?limit|remov|delet|chang|broke|maint|drop|return|advertis|reject|block|leak|expired|delay|misrout|los[ti]|terminat|cancel|stopp|refus'
const vendor = [
  regex(
    '(?:vendors?|suppliers?|third[- ]part(?:y|ies)|providers?|carriers?|isps?|(?:data-? ?cent(?:er|re)|colo(?:cation)?) (?:provider|operator|facility|staff)|(?:the|their) facility|hosting company|manufacturers?|outsourc\\w+|saas|registrars?|certificate authority|payment (?:processor|gateway)|(?:external|outside) (?:\\w+ )?(?:services?|partners?|company|agency|contractors?)|our (?:contractors?|telco)|their (?:status ?page|support|hotline)|support (?:case|contract|plan|agreement))\\b|(?:our|the) (?:cdn|isp|data-? ?cent(?:er|re)) (?:served|was|had|went|lost)\\b',
  ),
  regex(
    `${company}(?: [\\w./-]+){0,3}? (?:is|was|were|are|had|has|have|been|being|went|got|became|started|experienced|suffered|report(?:ed|s)|confirmed|acknowledged|announced)(?: (?:an?|the|some|another|major|partial|full|new|been|having|being|to|not|its|their|experiencing))* (?:${ailing})|${company} (?:\\w+ ){0,2}(?:outage|downtime|disruption|degradation|suspended|terminated|throttled|deprecated|removed|deleted|changed|broke|failed|crashed|returned|rejected|blocked|dropped|lost|cancelled|stopped|refused|blam|support (?:case|ticket|team|did|was|took)|did not|didn't|(?:specific )?release notes)`,
    '',
  ),
  regex(
    `(?:outage|incident|problem|issue|bug|failure|disruption|degradation|limit\\w*|maintenance|regression|(?:support )?ticket|(?:support )?case|escalat\\w+|suspended)s? (?:\\w+ ){0,3}?(?:at|with|by|from|to|of|inside|affecting) (?:the |an? |our )?${company}|(?:outage|problem|bug|failure|disruption|limit\\w*) (?:in|on) ${company}`,
    '',
  ),
  regex(
    '(?:upstream|official|open[- ]source) (?:\\w+ ){0,2}(?:bug|project|maintainers?|release|fix|issue|repo\\w*|patch|library|package|dependency|change)\\b|(?:bug|issue|fix|ticket|problem|regression|change|patch)e?s? (?:\\w+ ){0,4}upstream\\b|upstream(?:,| by| has| have| is aware| acknowledged| confirmed| released| introduced)',
  ),
]
const notVendor =
  /\b(?:not|n.t|neither|nor|no|never|instead of|rather than)\b(?: [\w'’-]+){0,5} (?:vendors?|suppliers?|third[- ]party|providers?)\b|\bproviders? (?:of|is our|are our)\b|\bvendor(?:ed|ing)?[ /](?:folder|director|bundle|prefix)|\bthird[- ]party (?:attack|plugins?|apps?|librar\w+|cookies?|scripts?|tools?)\b|\b(?:credential|terraform|content|context|data|metrics?|auth\w*) providers?\b|\b(?:switch(?:ing|ed)?|migrat\w+) to\b/i

const any = (patterns: RegExp[], text: string): boolean => patterns.some(pattern => pattern.test(text))
/** A longer sentence is a pasted log: cut in pieces, since patterns that look back and forth in it would cost the page its 5 ms. */
const piece = /[^]{1,600}/g

const tests: Record<Exclude<Flag, 'blame'>, (sentence: string) => boolean> = {
  hindsight: s => any(hindsight, s) && !(expected.test(s) && !any(hindsight.slice(1), s)),
  counterfactual: s => any(counterfactual, s) && (!estimated.test(s) || unreal.test(s)),
  vendor: s => !notVendor.test(s) && any(vendor, s),
}

/**
 * The flags of a text, in a fixed order. A hint for its writer and a mark for the facilitator; nothing is refused for
 * it. `isApart` where its question keeps it from the writer's other answers. What its writer feels gets none.
 */
export const lens = (text: string, isApart = false): Flag[] => {
  if (needsCare(text, isApart)) return []
  const pieces = text
    .replaceAll('’', "'")
    .split(/(?<=[.!?])\s+|[\n\r]+/)
    .flatMap(sentence => sentence.match(piece) ?? [])
  const noticed = (['hindsight', 'counterfactual', 'vendor'] as const).filter(flag => pieces.some(tests[flag]))
  return isBlaming(text, isApart) ? ['blame', ...noticed] : noticed
}
