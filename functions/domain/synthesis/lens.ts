/** Notices four ways of speaking about an incident that close a conversation: blame, hindsight, counterfactual, vendor. */
import type { Flag } from './schema.ts'

// Sources are put together from shared pieces, since the participant's page loads this file: every list twice is a list too many.
const regex = (source: string, flags = 'i'): RegExp => new RegExp(source, flags)
const not = '(?:n.?t| not| never)'
const adverbs =
  '(?:(?:just|simply|clearly|obviously|again|also|once|then|still|totally|completely|actually|probably|apparently|really|always|never|even|all|both|easily|likely|possibly|perhaps|maybe|definitely|ideally|instead|only|greatly|significantly|at least|potentially|certainly|stupidly|ha[ds]|have) )*'
const them = 'he|she|they|you'
const anybody = 'someone|somebody|nobody|no one|everyone|everybody|anyone|anybody|people'
const role =
  'teams?|engineers?|dev(?:eloper|op)?s?|ops|operators?|admins?|managers?|management|leadership|colleagues?|reviewers?|authors?|person|staff|interns?|juniors?|seniors?|contractors?|employees?|sres?|on-?calls?|responders?|testers?|architects?|dbas?|technicians?|company|ceo|cto|department'
const person = `(?:${them}|${anybody}|folks|guys?|(?:the|our|your|their|an?|that|another|first|other|those|these|some) (?:[\\w-]+ ){0,3}?(?:${role})|dev|ops|qa|management|leadership|\\w+ team)`
const should = `(?:should${not}?|ought(?: not)? to) (?:${adverbs})?have`

/** What is said of people alone, so that even a bare capitalised word before it is one and no product. */
const humanLapse = `forg[eo]t(?:ten)?|neglected|overlooked|rushed|messed|screwed|botched|panicked|dropped the ball|cut corners|refused to|${should}|couldn.?t be bothered|(?:did|had|has|have|do|does)${not} (?:\\w+ )?(?:check|test|read|think|t[eo]ld?|ask|review|document|listen|escalat|communicat|inform|verif|understand|pay|warn|bother|care)|failed (?:to \\w*ly ?)?(?:to )?(?:follow|check|notice|tell|communicat|inform|verif|review|test|escalat|understand|ask|read|document|reali[sz]e|consider|think|coordinat|consult|mention)|never (?:bothered|checked|tested|read|looked|told|asked|verified|listen|documented)`
/** With a person before it, these too. */
const lapse = `${humanLapse}|ignored|slacked|guessed|broke|ruined|blew|skipped|disregarded|mis(?:sed|read|handled|judged)|made (?:an?|the|another|that|this) (?:\\w+ ){0,2}(?:mistake|error|blunder|mess)|lied|sat on|took (?:their|his|her) (?:sweet )?time|got it wrong|failed (?:to|us|at)|(?:do|does|did)${not} (?:really |even )?(?:look|follow|notice|respond|respect|know (?:any|what|how)|do (?:any|the|their|his|her))|(?:was|were|is|are) (?:(?:too|so|just|being|very) )*(?:asleep|arrogant|slow to react|not paying)`
const name =
  "(?<![\\p{L}.'’-])(?!(?:The|This|That|It|Its|There|We|I|Our|When|Then|What|Which|And|But|Not|Only|Also|As|If|In|On|At|For|From|To|All|Both|Each|Some|Any|No|These|Those|Because|Since|After|Before|While|Once|Later|Finally|Alerts?|Code|Tests?)\\b)\\p{Lu}\\p{Ll}+(?: \\p{Lu}[\\p{L}'’-]+)?"

const blame = [
  regex(
    "\\b(?:my|his|her|your|their|whose|\\w+['’]s?) (?:own |entire )?(?:fault|mistake|screw-?up|mess|bad)\\b|\\b(?:fault|mistake|negligence|carelessness|laziness|incompetence) (?:of|by|on the part of) (?:(?:the|our|an?) )?(?:\\w+ )?(?:" +
      role +
      '|him|her|them)\\b',
  ),
  regex(
    '\\b(?:careless|incompeten|stupid|idiot(?!-proof)|clueless|negligen|reckless|slopp(?:y|i)|laz(?:iness|y(?! ?-| load| eval| init| import))|moron|dumb|irresponsib|unprofessional|amateur|useless|cowboy|half-?ass|inexcus|unforgiv|shameful|pathetic|scapegoat|asleep at the|dropped the ball|lack of (?:care|diligence|attention|discipline|common)\\b)',
  ),
  regex(
    '\\b(?:got?|gets?|getting|be|been|being|was|were) (?:fired|sacked|disciplined|punished|reprimanded)\\b|\\bheads? (?:should|must|will) roll|\\bhold \\w+ (?:\\w+ )?accountable',
  ),
  regex(
    `\\b(?:i|we) ${adverbs}(?:messed|screwed|botched|forgot|blew it|should${not}? have known)|\\bi ${adverbs}(?:${should}|overlooked|failed|missed|broke|didn.t (?:check|think|test))|\\bi(?:.m| am) (?:so )?(?:sorry|to blame)|\\bblame (?:me|myself)\\b|\\bi blame\\b`,
  ),
  regex(`\\b${person}[,.… ]+${adverbs}(?:${lapse})`),
  regex(
    `\\bwhat (?:the )?[\\w-]+ (?:missed|forgot|overlooked|did wrong|got wrong|broke|messed up)\\b|\\b(?:because of|thanks to) (?:him|her|them|you|their|his|your)\\b`,
  ),
  // "Who" asks for a person at the head of a clause or after a verb of asking; after a noun it only goes on.
  regex(
    '(?<=^|[.!?:;,–—-] ?|\\b(?:and|but|so|or|then|ask|asked|asking|knows?|knowing|knew|wonder|wondering|out|see|me|show|of|about|clear|unclear|is) )who(?:ever)? (?:the (?:hell|heck) |exactly |actually |even |else |again )*(?:deploy|br[eo]k|did|approv|merg|push|wr[oi]te|chang|caus|let|allow|decid|sign|sa(?:id|ys) |thought|made|ran|review|forg|miss|screw|turn|delet|dropp|touch|configur|authori[sz]|install|restart|shut|ship|releas|design|put|left|wasn.t|was (?:supposed|meant|in charge|asleep)|(?:is|are|was|will be) (?:responsible|to blame|accountable|at fault))',
  ),
  regex(
    `\\bwhose (?:idea|job|change|commit|decision|bug|responsib)|\\bblam(?:e|ing|ed) (?:\\w+ )?(?:him|her|them|you|the (?:\\w+ )?(?:${role}))\\b|\\b${person} (?:is|are|was|were) (?:\\w+ )?(?:to blame|at fault|responsible for (?:this|the) (?:outage|incident|mess|failure|mistake)|the (?:problem|culprit))`,
  ),
  regex(
    `\\bif only (?:${them}|${anybody}|the team)\\b|\\b(?:${them}) ${adverbs}(?:${should}|had no (?:business|idea|right))|\\bhow (?:could|can) (?:${them}|${anybody})\\b|\\bwhat (?:was|were) (?:${them}) thinking`,
  ),
]
const named = regex(`(?:${name}),? ${adverbs}(?:${humanLapse})`, 'u')
const notBlame =
  /\bblame-?less|\bno[t-]?[ -]?blame\b|\bwithout (?:any )?blam|\bgit blame|(?:n.t|\b(?:not|nor|never|nobody|no one))(?: [\w']+){0,4}? ?(?:'s|r|my) fault|(?:n.t|\b(?:not|nor|never|nobody is|no one is)) (?:\w+ )?(?:blam|careless|stupid|negligent|to blame|at fault)/i

const judged = '(?:bad|poor|terrible|wrong|risky|unwise|foolish) (?:idea|call|decision|judge?ment|choice|move)'
const hindsight = [
  regex(
    `\\b${should}\\b(?! (?:an?|some\\w*|more|better|the|our|one|no|two|this|that|access|alerts?|tests?|monitoring)\\b)|\\bshould (?:of|'ve)\\b|\\bshoulda\\b`,
  ),
  regex(
    '\\bhindsight\\b|\\bretrospect(?:ively)?\\b(?! meeting)|\\blooking back\\b|\\bknowing what (?:we|i) know|\\bafter the fact,? (?:it|this|that) ',
  ),
  regex(
    '\\b(?:human|operator|user|pilot|manual|engineer|admin(?:istrator)?|developer|clerical)(?:,? (?!and\\b|or\\b)\\w+)? (?:error|mistake)s?\\b|\\b(?:error|mistake)s? (?:made )?by (?:the |an? |our )?(?:\\w+ )?(?:' +
      role +
      '|human|user)\\b',
  ),
  regex(
    '\\bcommon sense\\b|\\bno-?brainer\\b|\\bwriting (?:was )?on the wall\\b|\\b(?:was|were|is|been) (?:\\w+ly |so )?(?:foreseeable|predictable|preventable|avoidable|inevitable|bound to)\\b|\\bse(?:e|en|w) (?:it|this|that) coming\\b|\\b(?:disaster|accident) waiting to',
  ),
  regex(
    `\\b${judged} (?:to|by|of|from|in)\\b|\\b(?:was|were|is) (?:\\w+ly |just )?(?:an? |the )?(?:\\w+ )?${judged}|\\b(?:was|were) (?:an?|the|our|my) (?:\\w+ )?mistake to\\b`,
  ),
  regex(
    `\\b(?:obvious|clear|evident|plain)ly,? (?:\\w+ ){0,3}(?:wrong|bad|broken|unsafe|risky|dangerous|insufficient|not enough|mistake|inadequate|should|could)\\b|\\b(?:it|this|that)(?:.s| is| was) (?:\\w+ )?(?:obvious|clear|evident|apparent) (?:that )?(?:we|${them}|it was|${anybody}|the \\w+ (?:would|was|were|could|had|should))\\b|\\b(?:anyone|anybody|everyone) (?:could|would|can) (?:have )?(?:see|known?|tell|told|notice|spot)`,
  ),
  regex(
    `\\b(?:we|i|${them})(?: had|.d) better (?:not )?have\\b|\\b(?:knew|known) better\\b|\\bneed(?:ed)?${not}? (?:to )?have been\\b|\\bwhy did${not} (?:we|${them}|${anybody})\\b`,
  ),
]
/** `should have been restored by noon`: what was expected of a system, not what somebody was to do. */
const expected =
  /\b(?:should|ought to) (?:now |all |also |by now |already )*have (?:now |all |also |already |since |then )*(?:(?:been|become|gone) (?:\w+ly )?(?:restored|resolved|fixed|recover|mitigat|unaffected|available|visible|able|successful|back|working|impacted|affected|healthy|operational|accessible|normal|stable|green|complete|delivered|received|up\b|online|reachable)|recovered|returned|cleared|stopped|resumed|stabili|(?:no |little )?(?:longer )?(?:impact|effect)|seen )/i

const comparative =
  '(?:much |far |a lot |even |significantly )*(?:less|more|better|worse|easier|faster|earlier|sooner|quicker|simpler|shorter|smaller)'
const better = `avoid|prevent|caught|catch|detect|help|sav|reduc|mitigat|stopp|limit|shorten|notic|spotted|alert|paged|surfac|allow|block|warn|show|reveal|flagged|contain|minimi|eliminat|cut|sped|speed|made|given|known|found|identif|discover|able to|${comparative}`
const imagined = `(?:would|could|might)${not}? ${adverbs}(?:have|of)`
const counterfactual = [
  regex(
    `\\b${imagined} ${adverbs}(?:been )?(?:${better}|enough|sufficient|useful|possible|different|nice|great|good|(?:resolv|fix)ed ${comparative})`,
  ),
  regex(
    `\\b(?:would|could|might)${not} ${adverbs}have (?:happen|occur|gone|been|had|taken|become|led|caused|spread|escalat|matter|last)|\\b(?:we|i|it|${them}|${anybody}|the team) could(?:n.t| not)? have\\b`,
  ),
  regex(
    '\\bif only\\b|\\bif (?:[^,.;?!]{1,80} )?(?:had|hadn.t|were|weren.t|paged|existed)\\b[^.;?!]*\\b(?:would|could|might)\\b|\\b' +
      imagined +
      '\\b[^.;?!]*\\b(?:if|had|unless|without|but for|with (?:more|better|proper|good|the right))\\b',
  ),
  regex(
    `(?<=^|[.,;:!?–—-] ?|\\b(?:and|but|that|so) )had (?:we|i|it|${them}|${anybody}|there|the|this|that|our|an?|more|these|those|any) [^.;?!]*\\b(?:would|could|might)\\b`,
  ),
  regex(
    '\\b(?:i|we) wish \\w+ (?:\\w+ )?(?:had|were|could|would)\\b|\\bwere it not for\\b|\\bif it (?:weren.t|wasn.t|hadn.t been) for\\b|\\bwoulda\\b|\\bcoulda\\b',
  ),
]
/** What was suffered, or what may be the cause: an estimate, not another past. */
const estimated =
  /\b(?:would|could|might|may) (?:also |likely |probably |possibly |potentially )*have (?:also |only |likely )*(?:been (?:caused|due|impact|affect|trigger|related|exposed|seeing|unable|attribut|introduced|the (?:cause|result))|come from|resulted|seen|experienced|received|encountered|noticed (?:errors|delays|slow|degraded|failures|an|some|increased|elevated|issues|that their))\b/i
const unreal = /\bif\b|\bhad (?:we|i|they|it|there|the)\b|\bwithout\b/i

const company =
  '(?:AWS|Amazon|Azure|Microsoft|GCP|GKE|EKS|Google|Cloudflare|Fastly|Akamai|GitHub|GitLab|Atlassian|Stripe|PayPal|Twilio|SendGrid|Okta|Auth0|Datadog|PagerDuty|Slack|Zoom|T-Mobile|Verizon|AT&T|Comcast|Vodafone|CenturyLink|Equinix|DigitalOcean|Heroku|Hetzner|OVH|Oracle|IBM|Cisco|Juniper|Dell|VMware|Salesforce|Shopify|Snowflake|Let.s Encrypt|npm|Docker Hub)(?:.s)?\\b'
const ailing =
  'down\\b|unavailab|degrad|slow\\b|unrespons|outage|incident|problem|issue|bug|fail|disrupt|deprecat|suspend|throttl|rate.?limit|remov|delet|chang|broke|maint|drop|return|advertis|reject|block|leak|expired|delay|misrout|los[ti]|terminat|cancel|stopp|refus'
const vendor = [
  regex(
    '\\b(?:vendors?|suppliers?|third[- ]part(?:y|ies)|(?:our|their|the|an?|this|that|cloud|hosting|network|internet|service|upstream|dns|cdn|payments?|e-?mail|sms|tele\\w+|transit|external|outside|identity|storage|hosted|certificate|power|mobile) (?:\\w+ )?(?:providers?|carriers?|isps?)|isps?|(?:data-? ?cent(?:er|re)|colo(?:cation)?) (?:provider|operator|facility|staff)|(?:the|their) facility|hosting company|subcontractors?|outsourc\\w+)\\b',
  ),
  regex(
    `\\b${company}(?: [\\w./-]+){0,3}? (?:is|was|were|are|had|has|have|been|being|went|got|became|started|experienced|suffered|report(?:ed|s)|confirmed|acknowledged|announced)(?: (?:an?|the|some|another|major|partial|full|new|been|having|being|to|not|its|their|experiencing))* (?:${ailing})|\\b${company} (?:\\w+ ){0,2}(?:outage|downtime|disruption|degradation|suspended|terminated|throttled|deprecated|removed|deleted|changed|broke|failed|crashed|returned|rejected|blocked|dropped|lost|cancelled|stopped|refused|blam|support (?:case|ticket|team|did|was|took)|did not|didn't|(?:specific )?release notes)`,
    '',
  ),
  regex(
    `\\b(?:outage|incident|problem|issue|bug|failure|disruption|degradation|limit\\w*|maintenance|regression|(?:support )?ticket|(?:support )?case|escalat\\w+|suspended)s? (?:\\w+ ){0,3}?(?:at|with|by|from|to|of|inside|affecting) (?:the |an? |our )?${company}|\\b(?:outage|problem|bug|failure|disruption|limit\\w*) (?:in|on) ${company}`,
    '',
  ),
  regex(
    '\\b(?:upstream|official|open[- ]source) (?:\\w+ ){0,2}(?:bug|project|maintainers?|release|fix|issue|repositor\\w+|repo|patch|library|package|dependency|change)\\b|\\b(?:bug|issue|fix|ticket|problem|regression|change|patch)e?s? (?:\\w+ ){0,4}upstream\\b|\\bupstream(?:,| by| has| have| is aware| acknowledged| confirmed| released| introduced)',
  ),
]
const notVendor =
  /\b(?:not|n.t|neither|nor|no|never|instead of|rather than)\b(?: [\w'’-]+){0,5} (?:vendors?|suppliers?|third[- ]party|providers?)\b|\bthird[- ]party (?:attack|plugins?|apps?|librar\w+|cookies?|scripts?|tools?)\b|\b(?:credential|terraform|content|context|data|metrics?|auth\w*) providers?\b|\b(?:switch(?:ing|ed)?|migrat\w+) to\b/i

const any = (patterns: RegExp[], text: string): boolean => patterns.some(pattern => pattern.test(text))
/** A longer sentence is a pasted log: cut in pieces, since patterns that look back and forth in it would cost the page its 5 ms. */
const piece = /[^]{1,600}/g

const tests: Record<Flag, (sentence: string) => boolean> = {
  blame: s => !notBlame.test(s) && (any(blame, s) || named.test(s)),
  hindsight: s => any(hindsight, s) && !(expected.test(s) && !any(hindsight.slice(1), s)),
  counterfactual: s => any(counterfactual, s) && (!estimated.test(s) || unreal.test(s)),
  vendor: s => !notVendor.test(s) && any(vendor, s),
}

/** The flags of a text, in a fixed order. A hint for its writer and a mark for the facilitator; nothing is refused for it. */
export const lens = (text: string): Flag[] => {
  const pieces = text
    .replaceAll('’', "'")
    .split(/(?<=[.!?])\s+|[\n\r]+/)
    .flatMap(sentence => sentence.match(piece) ?? [])
  return (['blame', 'hindsight', 'counterfactual', 'vendor'] as const).filter(flag => pieces.some(tests[flag]))
}
