/** Notices four ways of speaking about an incident that close a conversation: blame, hindsight, counterfactual, vendor. */
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
const person = `(?:${them}|${anybody}|folks|guys?|(?:one|some|two|none|all|most) of (?:us|them|you|(?:the|our) (?:[\\w-]+ )?(?:${role}))|(?:the|our|your|their|an?|that|another|first|other|those|these|some) (?:[\\w-]+ ){0,3}?(?:${role})|dev|ops|qa|support|sales|marketing|management|leadership|\\w+ team)`
const should = `(?:should${not}?|ought(?: not)? to) (?:${adverbs})?have`

const duty = 'check|test|read|think|ask|review|document|listen|escalat|communicat|inform|verif|understand'
/** What is said of people alone, so that even a bare capitalised word before it is one and no product. */
const humanLapse = `forg[eo]t(?:ten)?|neglected|overlooked|rushed|messed|screwed|panicked|dropped the ball|cut corners|refused to|${should}|(?:couldn.?t be )?bothered to|could have ${adverbs}(?:asked|checked|told|read|tested|said|looked|warned)|had (?:\\w+ )?(?:paid|bothered|listened)|let (?:this|it|that|these|them)(?: one)? (?:slip|through|happen|pass|go out)|wav(?:ed|es) (?:it|this|that) |wouldn.t listen|would not listen|(?:did|had|has|have|do|does)${not} (?:\\w+ )?(?:${duty}|t[eo]ld?|pay|warn|bother|care)|failed (?:to \\w*ly ?)?(?:to )?(?:${duty}|follow|notic|tell|reali[sz]e|consider|coordinat|consult|mention)|never (?:bother|look|told|${duty})`
/** With a person before it, these too. */
const lapse = `${humanLapse}|ignored|guessed|broke|skipped|mis(?:sed|read|handled|judged)|made (?:an?|the|another|that|this) (?:\\w+ ){0,2}(?:mistake|error|blunder|mess)|got it wrong|failed (?:to|us|at)|(?:do|does|did)${not} (?:really |even )?(?:look|follow|notice|respond|respect|know (?:any|what|how)|do (?:any|the|their|his|her))|kept \\w+ing|(?:always|keeps?) (?:break|forget|ignor)|(?:had|has|have) no (?:clue|idea what)|(?:was|were|is|are) (?:(?:too|so|just|being|very) )*(?:asleep|arrogant|slow to react|not paying)`
const name =
  "(?<![\\p{L}.'’-])(?!(?:This|That|It|There|We|I|When|Then|What|Which|And|But|Not|Only|Also|If|All|Both|Each|Some|These|Those|Later|Finally|Alerts?|Code|Tests?)\\b)\\p{Lu}\\p{Ll}+(?: \\p{Lu}[\\p{L}'’-]+)?"

const blame = [
  regex(
    "(?:my|his|her|your|their|whose|\\w+['’]s?) (?:own |entire )?(?:fault|mistake|screw-?up|mess|bad)\\b|(?:fault|mistake) (?:of|by|on the part of) (?:(?:the|our|an?) )?(?:\\w+ )?(?:" +
      role +
      '|him|her|them)\\b',
  ),
  regex(
    '(?:careless|incompeten|stupid|idiot(?!-proof)|clueless|negligen|reckless|slopp(?:y|i)|laz(?:iness|y(?! ?-| load| eval| init| import))|irresponsib|useless|inexcus|scapegoat|asleep at the|dropped the ball|lack of (?:care|diligence|attention|discipline|common)\\b)',
  ),
  regex('(?:got?|gets?|getting|be|been|being|was|were) (?:fired|sacked|punished)\\b|hold \\w+ (?:\\w+ )?accountable'),
  regex(
    `(?:i|we) ${adverbs}(?:messed|screwed|forgot|should${not}? have known)|i ${adverbs}(?:${should}|overlooked|failed|missed|broke|didn.t (?:check|think|test))|i(?:.m| am| feel| felt) (?:so |really |deeply )*(?:sorry|to blame|ashamed|embarrassed|guilty|terrible|awful)\\b|i (?:alone |single-?handedly |accidentally )?(?:caused|brought down|took down) (?:the|this|that|our|production|prod|everything)|blame (?:me|myself)\\b|i blame\\b`,
  ),
  regex(`${person}(?: on (?:duty|call|shift)| in charge)?(?: who| that)?[,.… ]+${adverbs}(?:${lapse})`),
  regex(
    `(?:wrong|bad|caused)\\b[^.;?!]{0,40}? by (?:the|an?|our|one of|some) (?:[\\w-]+ ){0,2}?(?:${human})\\b|mistakes? (?:was|were) made by\\b|(?:nobody|no one) (?:took|felt|wanted) (?:\\w+ )?responsib|too (?:proud|lazy) to\\b|a(?:ny)? (?:careful|competent|decent|good) (?:${human}) would\\b|without (?:anyone|anybody|someone|somebody|a single \\w+) (?:even |ever )?(?!notic|reali|know|see)\\w+ing\\b|(?:this|that|it)(?: one)?(?:.s| is| was) (?:all )?on (?:me|us|him|her|them|you)(?=$|[ .,;!])(?! to\\b)`,
  ),
  regex(
    `what (?:the )?[\\w-]+ (?:missed|forgot|overlooked|did wrong|broke)\\b|(?:because of|thanks to) (?:him|her|them|you|their|his|your)\\b`,
  ),
  // "Who" asks for a person at the head of a clause or after a verb of asking; after a noun it only goes on.
  regex(
    '(?<=^|[.!?:;,–—-] ?|\\b(?:and|but|so|or|then|ask|asked|asking|knows?|knowing|knew|wonder|wondering|out|see|me|show|of|about|clear|unclear|is) )who(?:ever)? (?:(?:the hell|on earth) |exactly |actually |even |else |again )*(?:(?!notic|need|want|join|help|answer|report|respond|call|us|work|own|liv|look|open|attend|receiv|experienc)\\w+[^e]ed\\b|br[eo]k|did|wr[oi]te|let|sa(?:id|ys) |thought|made|ran|forg|shut|put|left|wasn.t|was (?:supposed|meant|in charge|asleep)|(?:is|are|was|will be) (?:responsible|to blame|accountable|at fault))',
  ),
  regex(
    `whose (?:idea|job|change|commit|decision|bug|responsib)|blam(?:e|ing|ed) (?:\\w+ )?(?:him|her|them|you|the (?:\\w+ )?(?:${role}))\\b|${person} (?:is|are|was|were) (?:\\w+ )?(?:to blame|at fault|responsible for (?:this|the) (?:outage|incident|mess)|the (?:problem|culprit))`,
  ),
  regex(
    `if only (?:${them}|${anybody}|the team)\\b|(?:${them}) ${adverbs}(?:${should}|had no (?:business|idea|right))|how (?:could|can) (?:${them}|${anybody})\\b|why (?:did|does|do|has|had|was|were) (?:nobody|no one|none of|not one)\\b|what (?:was|were) (?:${them}) thinking`,
  ),
]
const named = new RegExp(`(?:${name}),? ${adverbs}(?:${humanLapse})`, 'u')
const notBlame =
  /\bblame-?less|\bno[t-]?[ -]?blame\b|\bwithout (?:any )?blam|\bgit blame|(?:n.t|\b(?:not|nor|never|nobody|no one))(?: [\w']+){0,4}? ?(?:'s|r|my) fault|(?:n.t|\b(?:not|nor|never|nobody is|no one is)) (?:\w+ )?(?:blam|careless|stupid|negligent|to blame|at fault)/i

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
