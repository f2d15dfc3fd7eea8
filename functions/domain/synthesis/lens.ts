/** Notices four ways of speaking about an incident that close a conversation: blame, hindsight, counterfactual, vendor. */
import type { Flag } from './schema.ts'

const alternatives = (...lists: string[]): string => lists.join('|')
const regex = (source: string, flags = 'i'): RegExp => new RegExp(source, flags)

const person = alternatives(
  'he|she|they|you|i|someone|somebody|nobody|no one|everyone|everybody|anyone|people|folks|guys?',
  '(?:the|our|your|their|a|an|that|another|first|other|those|these|some|whichever) (?:[\\w-]+ ){0,3}?(?:teams?|engineers?|dev(?:eloper|op)?s?|ops|operators?|admins?|managers?|management|leads?|leadership|colleagues?|reviewers?|authors?|person|staff|interns?|juniors?|seniors?|contractors?|employees?|sres?|on-?calls?|responders?|testers?|architects?|dbas?|technicians?|crew|company|ceo|cto|department|squad|group)',
  '(?:dev|ops|qa|sre|support|security|platform|infra(?:structure)?|management|engineering|leadership|product|marketing)(?: team)?',
)
const aux =
  '(?:(?:had|has|have|just|simply|clearly|obviously|again|also|once again|then|still|totally|completely|actually|probably|apparently|really|always|never|even|all|both) )*'
/** What only people are said to have left undone. */
const lapse = alternatives(
  'forg[eo]t(?:ten)?|overlooked|neglected|ignored|rushed|messed|screwed|botched|slacked|panicked|guessed|assumed wrong|dropped the ball|broke|ruined|blew|cut corners|skipped|disregarded|caved|misread|mishandled|misjudged|made (?:a|an|the|another|that|this) (?:\\w+ ){0,2}(?:mistake|error|blunder|mess)|missed|lied|hid|sat on|took (?:their|his|her) (?:sweet )?time|got it wrong|(?:was|were|is|am|are) (?:too |so |just |being |very )*(?:lazy|careless|sloppy|clueless|negligent|reckless|incompetent|stupid|asleep|irresponsible|arrogant|slow to react|not paying attention)',
  '(?:did|do|does|was|were|had|has|have)(?:n.?t| not| never) (?:even |really |properly |bother(?:ed)? |take the time |care enough )*(?:to )?(?:check|test|read|verif|look|follow|think|review|tell|told|notice|care|bother|document|understand|listen|ask|escalate|communicat|inform|warn|respond|respected?|pay(?:ing)? attention|do (?:their|his|her|your) job|do (?:any|the) |know (?:anything|what|how))',
  'failed (?:to|us|at|in)|never (?:bothered|checked|tested|read|looked|told|asked|verified|listens?|documented)|refused to|couldn.?t be bothered|should have known',
)
const name =
  "(?<![\\p{L}.'’-])(?!The|This|That|It|Its|There|Code|Service|We\\b|Our|When|Then|What|Which|And|But|Not|Only|Also|As|If|In|On|At|For|From|To|All|Both|Each|Some|Any|No|These|Those|Because|Since|After|Before|While|Once|Later|Finally)\\p{Lu}\\p{Ll}+(?: \\p{Lu}[\\p{L}'’-]+)?"

const blame: RegExp[] = [
  regex(
    "\\b(?:my|his|her|your|their|whose|(?:\\w+)['’]s?|people.s) (?:own |whole |entire )?(?:fault|mistake|screw-?up|mess|negligence|carelessness|incompetence|bad)\\b",
  ),
  regex(
    '\\b(?:fault|mistake|negligence|carelessness|laziness|incompetence|sloppiness|stupidity|arrogance|ignorance|recklessness) (?:of|by|from|on the part of) (?:the |our |a |an )?(?:\\w+ )?(?:team|engineer|developer|devs?|ops|operator|admin|manager|management|colleague|person|author|reviewer|him|her|them)',
  ),
  regex(
    '\\b(?:careless|incompeten\\w+|stupid(?:ity|ly)?|idiot\\w*|clueless|negligen\\w+|reckless\\w*|sloppy|sloppiness|lazy|laziness|moron\\w*|dumb|irresponsib\\w+|unprofessional|amateur(?:s|ish)?|useless|asleep at the wheel|dropped the ball|cowboy|half-?ass\\w*|inexcusable|unforgivable|shameful|embarrassing|pathetic|scapegoat\\w*|lack of (?:care|diligence|attention|discipline|common sense))\\b',
  ),
  regex(
    '\\b(?:got?|get|gets|getting|be|been|being|was|were|should be) (?:fired|sacked|disciplined|punished|reprimanded|shown the door)\\b|\\bheads? (?:should|must|will) roll\\b|\\bhold \\w+ (?:\\w+ )?accountable\\b|\\bteach \\w+ a lesson\\b',
  ),
  regex(
    '\\b(?:i|we) (?:(?:totally|completely|clearly|simply|just|really|also|then|stupidly) )*(?:messed|screwed|fucked|botched|forgot|blew it|dropped the ball|should(?:n.t| not)? have known)\\b|\\bi (?:\\w+ )?(?:should(?:n.t| not)? have|overlooked|failed|missed|broke|didn.t (?:check|think|test|read|notice))|\\bmy bad\\b|\\bi(?:.m| am) (?:so )?(?:sorry|stupid|to blame)\\b|\\bblame (?:me|myself)\\b|\\bi blame\\b',
  ),
  regex(`\\b(?:${person})\\b,? ${aux}(?:${lapse})\\b`),
  regex(
    `\\bwhat (?:the )?[\\w-]+ (?:missed|forgot|overlooked|did wrong|got wrong|broke|messed up)\\b|\\bbecause of (?:him|her|them|you)\\b|\\bthanks to (?:his|her|their|your)\\b`,
  ),
  regex(
    '(?<=^|[.!?:;,–—-] ?|\\b(?:and|but|so|or|then|ask|asked|asking|know|knows|knowing|knew|wonder|wondering|find out|figure out|see|tell me|show|of|about|clear|unclear|question is) )who(?:ever)? (?:the (?:hell|heck) |exactly |actually |even |else |on earth |again )*(?:deploy|br[eo]k|did|approv|merg|push|wrote|write|chang|caus|let|allow|decid|sign|sa(?:id|ys) |thought|made|ran|review|forg|miss|screw|turn|delet|dropp|touch|configur|authori[sz]|install|restart|shut|ship|releas|design|put|left|wasn.t|was (?:supposed|responsible|meant|in charge|asleep|watching)|(?:is|are|will be) (?:responsible|to blame|accountable|at fault))',
  ),
  regex(
    '\\bwhose (?:fault|mistake|idea|job|change|commit|decision|bug|responsibility)\\b|\\b(?:blame|blaming|blamed) (?:\\w+ )?(?:him|her|them|you|the (?:\\w+ )?(?:team|engineer|developer|devs|operator|person|admin|colleague|manager)s?|a colleague|that colleague)\\b',
  ),
  regex(
    `\\b(?:${person}) (?:is|are|was|were|has|have) (?:\\w+ )?(?:to blame|at fault|responsible for (?:this|the) (?:outage|incident|mess|failure|mistake)|the (?:problem|culprit))\\b`,
  ),
  regex(
    '\\bif only (?:you|he|she|they|someone|somebody|the team|people)\\b|\\b(?:you|he|she|they) (?:(?:really|clearly|obviously) )?(?:should(?:n.t| not)? have|ought to have|had no (?:business|idea|right))\\b|\\bhow (?:could|can) (?:you|they|he|she|anyone|somebody|someone)\\b|\\bwhat (?:was|were) (?:you|they|he|she) thinking\\b',
  ),
]
/** With a bare capitalised word, which may be a product, only what no machine is said to do. */
const humanLapse =
  'forg[eo]t(?:ten)?|neglected|overlooked|rushed|messed up|screwed|botched|panicked|dropped the ball|cut corners|didn.t bother|did not bother|(?:did|had|has)(?:n.?t| not) (?:\\w+ )?(?:check|test|read|think|tell|told|ask|review|document|listen|escalat|communicat|inform|verif|understand|pay|warn)\\w*|failed to (?:\\w+ly )?(?:follow|check|notice|tell|communicat|inform|verif|review|test|escalat|understand|ask|read|document|reali[sz]e|consider|think|coordinat|consult|mention)\\w*|never (?:bothered|checked|tested|read|looked|told|asked|documented)|should(?:n.t| not)? have|refused to'
const named = regex(`(?:${name}),? ${aux}(?:${humanLapse})`, 'u')

const notBlame =
  /\b(?:blame-?less\w*|no[t-]?[ -]?blame|without (?:any )?blam\w+|never (?:to )?blame|(?:n.t|not) (?:\w+ ){0,4}(?:your|his|her|their|my|anyone.s|anybody.s|somebody.s|someone.s) fault|git blame|nobody.s fault|no one.s fault|(?:n.t|not|nor|never) (?:\w+ )?(?:blam\w+|careless|stupid|negligent))\b/i

const hindsight: RegExp[] = [
  regex(
    '\\b(?:should|ought)(?:n.?t|nt| not)?(?: (?:probably|really|definitely|also|clearly|perhaps|maybe|all|never|ideally|instead|just|at least))* (?:have|of|to have|.ve)\\b(?! (?:an?|some\\w*|more|better|the|our|one|no|two|this|that|access|alerts?|tests?|monitoring)\\b)|\\bshoulda\\b',
  ),
  regex(
    '\\b(?:in|with|by|of|benefit of|from) (?:the )?(?:benefit of )?(?:hindsight|retrospect)\\b|\\bhindsight\\b|\\bretrospectively\\b|\\blooking back\\b|\\bknowing what (?:we|i) know\\b|\\bafter the fact,? (?:it|this|that) (?:is|was|seems)\\b',
  ),
  regex(
    '\\b(?:human|operator|user|pilot|manual|engineer|admin(?:istrator)?|developer|clerical|people)(?:,? \\w+)? (?:error|mistake)s?\\b|\\b(?:error|mistake)s? (?:made )?by (?:the |an? |our )?(?:operator|engineer|human|user|admin|developer|employee|colleague)',
  ),
  regex(
    '\\bcommon sense\\b|\\bno-?brainer\\b|\\bwriting (?:was )?on the wall\\b|\\b(?:was|were|is|been) (?:entirely |totally |completely |clearly |so |easily )?(?:foreseeable|predictable|preventable|avoidable|inevitable|bound to happen)\\b|\\b(?:see|saw|seen) (?:it|this|that) coming\\b|\\b(?:a )?(?:disaster|accident) waiting to happen\\b',
  ),
  regex(
    '\\b(?:bad|poor|terrible|wrong|risky|unwise|foolish) (?:idea|call|decision|judge?ment|choice|move|practice) (?:to|by|of|from|in)\\b|\\b(?:was|were|is) (?:clearly |obviously |simply |just |plainly )?(?:a |an |the )?(?:\\w+ )?(?:bad|poor|terrible|wrong|unwise|foolish) (?:idea|call|decision|judge?ment|choice|move)\\b|\\b(?:was|were) (?:a|the|our|my) (?:\\w+ )?mistake to\\b',
  ),
  regex(
    '\\b(?:obviously|clearly|evidently|plainly),? (?:\\w+ ){0,3}(?:wrong|bad|broken|unsafe|risky|dangerous|insufficient|not enough|a mistake|mistake|inadequate|should|could)\\b|\\b(?:it (?:is|was)|it.s|this (?:is|was)|that (?:is|was)|quite|pretty|so|glaringly|painfully|blindingly) (?:quite |pretty |so |rather |now |also )?(?:obvious|clear|evident|apparent) (?:that )?(?:we|they|he|she|you|it was|nobody|someone|somebody|the (?:team|change|deploy|plan))\\b|\\b(?:anyone|anybody|everyone|any \\w+) (?:could|would|can) (?:have )?(?:see|seen|known?|tell|told|noticed|spotted)\\b',
  ),
  regex(
    '\\b(?:we|they|he|she|i|you)(?: had|.d) better (?:have|not have)\\b|\\b(?:knew|known) better\\b|\\bneed(?:ed)?(?:n.t| not)? (?:to )?have been\\b|\\bshould be(?:en)? (?:common|obvious|self-evident)\\b|\\btoo (?:late|little),? (?:we|they) (?:realised|realized)\\b|\\bwhy did(?:n.t| not) (?:we|they|you|he|she|anyone|anybody|someone|somebody|nobody)\\b',
  ),
]
/** `should have been restored by noon`: what was expected of a system, not what somebody was to do. */
const expected =
  /\b(?:should|ought to) (?:now |all |also |by now |already |again )*(?:have )(?:now |all |also |already |since |then )*(?:(?:been|become|gone) (?:\w+ly )?(?:restored|resolved|fixed|recovered|mitigated|unaffected|available|visible|able|successful|back|working|impacted|affected|healthy|operational|accessible|normal|stable|green|complete[d]?|delivered|received|up|online|reachable)|recovered|returned|cleared|stopped|resumed|stabili[sz]ed|(?:no |little )?(?:longer )?(?:impact|effect)|seen (?:recovery|improvement|no))\b/i

const better =
  'avoid|prevent|caught|catch|detect|help|sav|reduc|mitigat|stopp|limit|shorten|noticed?|spotted|alert|paged|surfac|allow|block|warn|shown|revealed|flagged|contain|minimi[sz]|eliminat|cut|sped|speed|made|given|known|found|identif|discover|been (?:much |far |a lot |significantly |even |less|more|better|worse|easier|faster|earlier|sooner|quicker|simpler|shorter|avoid|prevent|caught|detect|notic|spott|reduc|mitigat|enough|sufficient|useful|helpful|possible|different|nice|great|good|able to (?:catch|prevent|avoid|detect|see)|found|identif|discover|resolved (?:sooner|faster|earlier|quicker)|fixed (?:sooner|faster|earlier|quicker))'
const counterfactual: RegExp[] = [
  regex(
    `\\b(?:would|could|might)(?:n.?t|nt| not)?(?: (?:also|probably|likely|easily|possibly|perhaps|maybe|never|then|instead|only|still|really|at least|potentially|certainly|surely))* (?:have|of|.ve) (?:(?:also|probably|likely|easily|possibly|perhaps|never|then|instead|only|still|really|at least|potentially|greatly|significantly) )*(?:${better})`,
  ),
  regex(
    '\\b(?:would|could|might)(?:n.?t|nt| not| never) (?:have|.ve) (?:happened|occurred|gone|been|had|taken|become|led|caused|spread|escalated|mattered|lasted)\\b|\\b(?:we|i|they|you|he|she|one|it|someone|somebody|the team) could(?:n.t| not)? have\\b',
  ),
  regex(
    '\\bif only\\b|\\bif (?:[^,.;?!]{1,80} )?(?:had|hadn.t|were|weren.t|paged|existed)\\b[^.;?!]*\\b(?:would|could|might)\\b|\\b(?:would|could|might)(?:n.t| not)? have\\b[^.;?!]*\\b(?:if|had|unless|with(?:out)?|but for)\\b',
  ),
  regex(
    '(?<=^|[.,;:!?–—-] ?|\\b(?:and|but|that|so) )had (?:we|i|they|he|she|you|it|there|the|this|that|our|a|an|someone|somebody|anyone|more|these|those|any) [^.;?!]*\\b(?:would|could|might)\\b',
  ),
  regex(
    '\\b(?:i|we) wish (?:we|i|they|there|it|the|our) (?:had|were|could|would)\\b|\\bwere it not for\\b|\\bif it (?:weren.t|wasn.t|hadn.t been) for\\b|\\bhad (?:it|this|that) not been\\b|\\bwould(?:n.t| not)? have (?:to have )?been (?:the )?same\\b|\\bwoulda\\b|\\bcoulda\\b',
  ),
]
/** What was suffered, or what may be the cause: an estimate, not another past. */
const estimated =
  /\b(?:would|could|might|may) (?:also |likely |probably |possibly |potentially )*have (?:also |only |likely )*(?:been (?:caused|due|impacted|affected|triggered|related|exposed|seeing|unable|attributable|introduced|the (?:cause|result))|come from|resulted from|seen|experienced|received|encountered|noticed (?:errors|delays|slow|degraded|failures|an|some|increased|elevated|issues|that their))\b/i
const unreal = /\bif\b|\bhad (?:we|i|they|it|there|the)\b|\bwithout\b|\bif only\b/i

const outside =
  'vendors?|suppliers?|third[- ]part(?:y|ies)|(?:our|their|the|a|an|this|that|cloud|hosting|network|internet|service|upstream|dns|cdn|payments?|e-?mail|sms|tele(?:com|phony|phone)|transit|external|outside|identity|storage|infrastructure|hosted|managed|certificate|power|bandwidth|saas|mobile) (?:\\w+ )?(?:providers?|carriers?|isps?)|isps?|data-?cent(?:er|re) (?:provider|operator|facility)|colo(?:cation)? (?:provider|facility)|(?:the|their) facility|hosting company|subcontractors?|outsourc\\w+|cloud provider|contractor.s'
const companies =
  'AWS|Amazon|Azure|Microsoft|GCP|GKE|EKS|Google(?: Cloud)?|Cloudflare|Fastly|Akamai|GitHub|GitLab|Bitbucket|Atlassian|Stripe|PayPal|Adyen|Twilio|SendGrid|Mailgun|Okta|Auth0|Datadog|New Relic|PagerDuty|Opsgenie|Slack|Zoom|T-Mobile|Verizon|AT&T|Comcast|Vodafone|Telia|CenturyLink|Lumen|Equinix|DigitalOcean|Linode|Heroku|Hetzner|OVH|Rackspace|Oracle|IBM|Cisco|Juniper|Dell|HPE?|VMware|Salesforce|Zendesk|Shopify|Snowflake|Confluent|MongoDB Atlas|Elastic Cloud|HashiCorp|Red Hat|Canonical|Let.s Encrypt|DigiCert|GoDaddy|Namecheap|Route ?53|S3|npm|PyPI|Docker ?Hub|Quay|Intel|Apple|Facebook|Meta|OpenAI'
const trouble =
  'outage|incident|bug|broke\\w*|problem|issue|fail\\w*|down|unavailab\\w+|degrad\\w+|deprecat\\w+|suspend\\w*|terminat\\w+|throttl\\w+|rate.?limit\\w*|removed|deleted|changed|slow|support (?:case|ticket|request)|ticket|error\\w*|disruption|maintenance|advertising|expired|delay\\w*|wrong|misrout\\w+|leak\\w*|lost|crash\\w*|cancel\\w*|announc\\w+|confirm\\w*|acknowledg\\w+|replac\\w+|unresponsive|refus\\w+|stopped|rejected|different|differs?|blam\\w+|not (?:tell|told|respond|notif|support)\\w*|mature|regress\\w+|limit\\w*'
const vendor: RegExp[] = [
  regex(`\\b(?:${outside})\\b`),
  regex(
    `\\b(?:${companies})(?:.s)?\\b(?: (?!issues? (?:are|is|have|has|with)? ?(?:linked|link)\\b)[\\w'’/.-]+){0,7}? (?:${trouble})\\b|\\b(?:${trouble})(?: [\\w'’/.-]+){0,4}? (?:by|from|with|at|on|in|of|to|affecting|inside) (?:the |an? |our )?(?:${companies})\\b`,
    '',
  ),
  regex(
    '\\b(?:upstream|vendor|official|open[- ]source) (?:\\w+ )?(?:bug|project|maintainers?|release|fix|issue|repositor\\w+|repo|patch|library|package|dependency|change|package|provider)\\b|\\b(?:bug|issue|fix|ticket|problem|regression|change|patch)e?s? (?:\\w+ ){0,4}upstream\\b|\\bupstream(?:,| by| has| have| is aware| acknowledged| confirmed| released| introduced)',
  ),
]
const notVendor =
  /\b(?:not|n.t|neither|nor|no|never|instead of|rather than)\b(?: [\w'’-]+){0,5} (?:vendors?|suppliers?|third[- ]party|providers?)\b|\bthird[- ]party (?:attack|plugins?|apps?|librar\w+|cookies?|scripts?|tools?)\b|\b(?:credential|terraform|content|context|data|metrics?|auth\w*) providers?\b|\bswitch(?:ing|ed)? to\b|\bmigrat\w+ to\b|\bprovider plugins?\b/i

const sentences = (text: string): string[] => text.split(/(?<=[.!?])\s+|[\n\r]+/)
const any = (patterns: RegExp[], text: string): boolean => patterns.some(pattern => pattern.test(text))
/** A longer sentence is a pasted log, and looking for a tone in it costs the page its 5 ms. */
const longestSentence = 1_000

const isBlame = (s: string): boolean => !notBlame.test(s) && (any(blame, s) || named.test(s))
const isHindsight = (s: string): boolean => any(hindsight, s) && !(expected.test(s) && !any(hindsight.slice(1), s))
const isCounterfactual = (s: string): boolean => any(counterfactual, s) && (!estimated.test(s) || unreal.test(s))
const isVendor = (s: string): boolean => !notVendor.test(s) && any(vendor, s)

/** The flags of a text, in a fixed order. A hint for its writer and a mark for the facilitator; nothing is refused for it. */
export const lens = (text: string): Flag[] => {
  const found = new Set<Flag>()
  for (const raw of sentences(text)) {
    const sentence = raw.slice(0, longestSentence).replaceAll('’', "'")
    if (isBlame(sentence)) found.add('blame')
    if (isHindsight(sentence)) found.add('hindsight')
    if (isCounterfactual(sentence)) found.add('counterfactual')
    if (isVendor(sentence)) found.add('vendor')
  }
  return (['blame', 'hindsight', 'counterfactual', 'vendor'] as const).filter(flag => found.has(flag))
}
