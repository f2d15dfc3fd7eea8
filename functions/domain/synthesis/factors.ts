/** The contributing factor a statement speaks of: words of each factor, weighed by how surely they tell and by whether they are said to be missing. */
import type { Factor } from './schema.ts'

/** Weight 3 nearly always tells, 2 often, 1 only where nothing else speaks. */
type Cue = readonly [weight: number, pattern: RegExp]
const cue = (weight: number, source: string): Cue => [weight, new RegExp(`\\b(?:${source})`, 'gi')]

const cues: Record<Factor, readonly Cue[]> = {
  automation: [
    cue(
      3,
      'automat\\w+|(?:by|done) hand\\b|hand-?held|hand-?edited|self-heal\\w*|infrastructure[- ]as[- ]code|configuration drift|drift(?:ed|ing)? (?:between|from)|drift\\b|click-?ops',
    ),
    cue(
      3,
      'manual(?:ly)?(?= (?:step|process|work|intervention|action|change|edit|task|procedure|config\\w*|effort|operation|clean-?up|deploy\\w*|fix\\w*|toil))|several manual|toil\\b',
    ),
    cue(
      2,
      'manual(?:ly)?\\b|terraform|ansible|puppet|gitops|script(?:ed|ing|s)?\\b|cron ?jobs?|auto-?remediat\\w+|managed by (?:terraform|code|hand)|tooling\\b',
    ),
    cue(1, 'pipelines?\\b|bots?\\b'),
  ],
  monitoring: [
    cue(
      3,
      'monitor\\w*|alert\\w*|alarm\\w*|observab\\w+|telemetr\\w+|dashboards?|unnoticed|undetected|not(?:hing)? (?:been )?(?:noticed|detected)|notic(?:e|ed)\\b(?=.*\\b(?:hours?|minutes?|days?|late|long|nearly|until)\\b)|(?:before|until) (?:we|anyone|anybody|somebody|it was) (?:noticed|detected|realis\\w+|realiz\\w+)|blind spots?|instrument(?:ed|ation)|visibility',
    ),
    cue(
      2,
      'metrics?\\b|logs\\b|logging\\b|trac(?:es|ing)\\b|paged\\b|pag(?:ed|ing)\\b|detect(?:ion|ed|s)?\\b|grafana|prometheus|notifi\\w+|health[- ]?checks?|thresholds?|probes?\\b|(?:customers?|users?|community members?) (?:\\w+ )?(?:reported|told|alerted|noticed|complain\\w+)|reported by (?:a )?(?:customers?|users?)|slo\\b|slos\\b|(?:no|not|any) (?:\\w+ )?signals?\\b|before we realis\\w+|before we realiz\\w+|minutes to detect',
    ),
    cue(1, 'graphs?\\b|noise\\b|noisy|unaware|(?:not|n.t) aware|notic\\w+|outage lasted'),
  ],
  documentation: [
    cue(
      3,
      'document\\w*|undocumented|wiki\\b|readme\\w*|how-?tos?\\b|(?:architecture|network|system) diagrams?|docs?\\b|release notes|changelogs?',
    ),
    cue(1, 'written down|out[- ]?dated|up[- ]to[- ]date|guides?\\b|comments?\\b|diagrams?\\b'),
  ],
  ownership: [
    cue(
      3,
      'own(?:s|ed|er|ers|ership)\\b|unowned|ownerless|responsib\\w+|accountab\\w+|orphan(?:ed)?|handed over|hand-?over|whose (?:job|team|service)|no(?:body| one|t clear) (?:was |is |felt |who )?(?:responsible|in charge|owns?|owned|maintain\\w*)|stewards?\\w*',
    ),
    cue(
      2,
      'maintainers?\\b|unmaintained|in charge|agreements?\\b|access (?:to|rights)|permissions? to|did not have access|n.t have access|bus factor|roles? (?:and|were|was|are|is)|unclear (?:who|which team|roles?|agreement\\w*)|which team|fell between',
    ),
    cue(1, 'teams? boundar\\w+|assigned|mandate|out-of-hours'),
  ],
  deployment: [
    cue(
      3,
      'deploy(?:ed|ing|ment|ments|s)?\\b|roll(?:ed|ing)?[- ]?(?:out|back)s?\\b|releas(?:e|es|ed|ing)\\b(?! notes)|canar(?:y|ies)|feature flags?|hot-?fix\\w*|blue.green|big bang|staged|staging first|merged to (?:prod\\w*|main|master)|pushed to prod\\w*|into production|breaking changes?|release process|change (?:freeze|management|control|window)|code freeze',
    ),
    cue(
      2,
      'upgrad\\w+|version bump|bump(?:ed|ing)?\\b|migrat\\w+|pipeline\\b|pipelines\\b|config(?:uration)? changes?|rolled\\b|revert\\w*|changes? (?:at|were|was|at the same time|to prod\\w*|that)|large changes?|(?:many|several|a lot of) (?:things|changes)|ship(?:ped|ping)?\\b|pushing\\b|to production|prod\\b',
    ),
    cue(1, 'production\\b|changes?\\b|patch(?:ed|es|ing)?\\b|merg\\w+|versions?\\b|package'),
  ],
  communication: [
    cue(
      3,
      'communicat\\w+|coordinat\\w+|status ?page|misunderst\\w+|stakeholders?|kept (?:in the loop|informed|updated)|in the loop|announce\\w*|escalation paths?|(?:not|never|n.t|nobody|was|were|been) (?:been )?(?:told|informed)|told (?:us|anyone|anybody|the)|handoffs?\\b|hand-?off\\b',
    ),
    cue(
      2,
      'inform(?:ed|ing)?\\b|escalat\\w+|slack\\b|channels?\\b(?!.*(?:grpc|tcp))|mailing list|cross-team|aware of (?:the|it|this)|silo\\w*|time ?zones?|language barrier|recommendations?\\b|bridge call|war room|customers? (?:were|was) (?:not )?told|talk(?:ed|ing)? to',
    ),
    cue(1, 'updates? to (?:customers|users)|meeting\\b|discuss\\w*|asked\\b|e-?mails?\\b|collaborat\\w+|feedback'),
  ],
  playbooks: [
    cue(
      3,
      'run-?books?|play-?books?|escalation (?:process|policy|procedure)|incident (?:process|procedure|response process|command\\w*|lead|manager)|disaster recovery plan|sops?\\b|standard operating|emergency procedures?|check-?lists?|(?:declar\\w+|rais\\w+) (?:an |the )?incident|recovery (?:procedure|process|plan)s?|drill(?:s|ed)?\\b|game ?days?',
    ),
    cue(
      2,
      'procedures?\\b|protocols?\\b|(?:follow\\w*) the (?:\\w+ )?(?:process|steps)|steps (?:to|for) (?:recover|restor|follow)\\w*|improvis\\w+|break-?glass|mitigation (?:steps|plan)|rollback plan|recovery plan|how to (?:recover|restore|roll ?back|fail ?over|respond)|process for',
    ),
    cue(1, 'process(?!es\\b|ing|or|ed)\\b|steps\\b|incident\\b'),
  ],
  vendor: [
    cue(
      3,
      'vendors?\\b|suppliers?\\b|third[- ]part\\w+|sla\\b|slas\\b|upstream (?:bug|project|maintainer|release|fix|issue|provider)\\w*|(?:cloud|our|hosting|dns|network|payment|service|internet|upstream|cdn|sms|e-?mail|telecom) provider|support (?:case|ticket|contract)|official (?:\\w+ ){0,3}(?:notes|documentation|repo\\w*|image|api)|licen[cs]e (?:expir\\w+|fee|renewal)|subscription|mature project|immature|isp\\b|carrier\\b',
    ),
    cue(
      2,
      'amazon\\b|aws\\b|azure\\b|google\\b|gcp\\b|cloudflare|fastly|akamai|github\\b|stripe|twilio|okta|datadog|pagerduty|microsoft|upstream\\b|external (?:service|dependency|api|party|provider)|open[- ]source|outsourc\\w+|contract(?:or|ors|ual)?\\b|invoice|billing account|dependency on',
    ),
    cue(1, 'provider\\b|external\\b|library\\b|libraries\\b'),
  ],
  capacity: [
    cue(
      3,
      'capacit\\w+|overload\\w*|satur\\w+|exhaust\\w+|starv\\w+|bottleneck\\w*|(?:ran|run|running|runs) out of|out of (?:memory|disk|space|ip|file)|oom\\w*|under-?provision\\w+|scal(?:e up|ing|ability|ed)\\b|autoscal\\w+|crowd(?:ed|ing)?|headroom|contention|quota\\w*|disk (?:was |is |got )?full|head-?room|noisy neighbo\\w+|too many (?:requests|connections|pods|jobs|users)|pull limit|pod limit|rate limit (?:of|from|at)|resource (?:constraint|restraint|limit|request)s?|swamped',
    ),
    cue(
      2,
      'load\\b|traffic (?:spike|surge|peak|increase)|spikes?\\b|peak\\b|throughput|memory\\b|cpu\\b|disk (?:space|usage)|bandwidth|connection pool|limits?\\b|thundering herd|surge|sized?\\b|larger instance|qps\\b|ip address(?:es)?|subnet|queue (?:grew|length|depth|backlog)|backlog',
    ),
    cue(1, 'resources?\\b|slow\\b|nodes?\\b|usage\\b|timeouts?\\b'),
  ],
  time_pressure: [
    cue(
      3,
      'rush\\w*|deadlines?|time pressure|under pressure|pressure\\b|hurr(?:y|ied|ying)|late at night|middle of the night|end of (?:a|the) (?:\\w+ )?(?:day|week|shift|quarter|sprint)|late (?:in the|on|afternoon|evening|night|friday)|friday (?:afternoon|evening)|over ?(?:worked|loaded team|stretched)|short-?staffed|under-?staffed|staff shortage|only one (?:engineer|person|developer)|one (?:engineer|person) (?:working|on|available|was|had)|fatigue|tired|exhausted (?:team|people|engineer)|no time (?:to|for)|not enough time|lack of time|too busy|heavy focus|competing priorit\\w+|priorit(?:y|ies|is\\w+|iz\\w+) (?:of|over|on|was|were|features?)|limited coverage|burn-?out|on holiday|(?:over|during) (?:the )?(?:holidays?|weekend|christmas)|crunch|sleep\\w*',
    ),
    cue(
      2,
      'weekends?\\b|at night|night\\b|after hours|out of hours|off-hours|3 ?am|[1-5] ?a\\.?m\\.?\\b|holidays?\\b|vacation|features? (?:work|over|development|delivery)|context switch\\w*|interrupt(?:ed|ions)|workload of|stress\\w*|prematurely',
    ),
    cue(1, 'urgent\\w*|quickly\\b|busy\\b|late\\b|careful'),
  ],
  testing: [
    cue(
      3,
      'test(?:s|ed|ing|able|-case\\w*)?\\b|untested|test coverage|qa\\b|load[- ]test\\w*|integration tests?|unit tests?|e2e|end-to-end test\\w*|regression (?:test\\w*|suite)|dry[- ]run|rehears\\w+|reproduc(?:e|ed|ible) (?:in|on) (?:staging|test)|staging (?:environment|server|cluster|did|does|is|was)|test data|chaos (?:test|engineering|experiment)\\w*|smoke check',
    ),
    cue(
      2,
      'staging\\b|coverage\\b|validat(?:e|ed|ion)\\b|verified\\b|verif(?:y|ication)\\b|code review|review(?:ed|er)?\\b|pre-?prod\\w*|simulat\\w+|ci\\b',
    ),
    cue(1, 'sandbox\\w*|scenarios?\\b|benchmark\\w*|try(?:ing)? it'),
  ],
  safeguards: [
    cue(
      3,
      'safe-?guard\\w*|guard-?rails?|circuit[- ]breakers?|back-?off|rate[- ]limit(?:ing|er|ers)\\b|throttl(?:ing|ed|e)\\b|fail-?safes?|fall-?backs?|fail-?over|redundan\\w+|single point of failure|blast radius|unbounded|no limits?\\b|limits? on|confirm\\w* (?:prompt|dialog|step)|dry-run by default|(?:deletion|branch|overwrite) protection|protect\\w+ (?:against|from)|prevent(?:s|ed|ing)? (?:the |a |an |any |such |application|human|mal|bad|wrong|accidental)\\w*|nothing (?:stopped|prevented)|not prevent\\w*|accidental\\w*|retry (?:storm|amplification|logic)|cascad\\w+|isolation|validation of input|sanity checks?|admission|time-?outs? (?:on|for|were)|graceful(?:ly)? degrad\\w+|back-?ups?\\b(?! late)|restor(?:e|ed|ing) from|least privilege|kill[- ]?switch',
    ),
    cue(
      2,
      'retries\\b|retry\\b|priority[- ]class\\w*|limits?\\b|protect\\w*|defen[cs]es?|load shedding|default(?:s|ed)? to|permissions?\\b|access control|allow(?:ed|s) (?:anyone|anybody|everyone|the)|let through|rollback\\b|accept(?:ed|s) (?:the )?(?:malformed|invalid|wrong|empty)|resilien\\w+|robust\\w*|idempoten\\w+',
    ),
    cue(1, 'checks?\\b|policy\\b|policies\\b|validation'),
  ],
  knowledge: [
    cue(
      3,
      'knowledge|understand(?:ing)?\\b|expertise|inexperience\\w*|experience (?:with|in|of)|familiar\\w*|unfamiliar|training\\b|trained\\b|onboarding|know-?how|tribal|learning curve|(?:n.t|not|nobody|no one|never|few|only \\w+|who) (?:really |fully |even )?(?:know|knew|known|understood|understand) (?:how|what|that|about|it|the|where)?|expert\\w*|key person|new to (?:the|this|it)|newcomers?|skills?\\b|mentor\\w*',
    ),
    cue(
      2,
      'knew\\b|understood\\b|unclear (?:how|what|why)|confus\\w+|assum(?:ed|ption|ptions)\\b|mental model|misconception|insight\\b|did ?n.t realis\\w+|did ?n.t realiz\\w+|unknown (?:to|behaviou?r)|surpris\\w+|complex(?:ity)?\\b',
    ),
    cue(1, 'know\\b|learn\\w*|aware\\w*|thought\\b|new (?:engineer|team member|colleague|tool)'),
  ],
}

/** A factor said to be absent is what the statement is about. */
const lacking =
  /\b(?:no|not|n.t|never|without|lack(?:s|ed|ing)?|missing|insufficient|inadequate|poor(?:ly)?|need(?:s|ed)?|gaps?|limited|unclear|improve\w*|better|more|add|create|set ?up|nobody|absence|should|too (?:few|little|much|many|long|high)|only|out[- ]?dated|wrong|stale|noisy|incomplete|unavailable|none|few|not enough|un\w+ed)\s(?:[\w/'’-]+[\s,]+){0,4}?$/i
const order: readonly Factor[] = [
  'time_pressure',
  'vendor',
  'playbooks',
  'documentation',
  'knowledge',
  'testing',
  'ownership',
  'communication',
  'safeguards',
  'monitoring',
  'automation',
  'capacity',
  'deployment',
]

const scoreOf = (text: string, patterns: readonly Cue[]): number => {
  let score = 0
  for (const [weight, pattern] of patterns) {
    let counted = 0
    for (const match of text.matchAll(pattern)) {
      if (counted >= 2) break
      const before = text.slice(Math.max(0, match.index - 60), match.index)
      const isLacking =
        lacking.test(before) ||
        /^\w*\s(?:\w+\s){0,2}(?:not\b|\w+n.t\b|missing|lacking|insufficient|incomplete|unclear|unavailable|out[- ]?dated|sub-?optimal|not? (?:exist|thorough|available)|gaps?)/i.test(
          text.slice(match.index),
        )
      // What is named first is more often the subject, and the rest its circumstance.
      const place = 1 - 0.25 * (match.index / Math.max(1, text.length))
      score += (counted === 0 ? 1 : 0.35) * weight * (isLacking ? 1.6 : 1) * place
      counted += 1
    }
  }
  return score
}

const longestRead = 1_500

/** Scores of all factors a text speaks of, highest first. */
export const factorScores = (text: string): { factor: Factor; score: number }[] => {
  const read = text.slice(0, longestRead).replaceAll('’', "'")
  return order
    .map(factor => ({ factor, score: scoreOf(read, cues[factor]) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || order.indexOf(a.factor) - order.indexOf(b.factor))
}

/** A single weak word decides nothing. */
const leastScore = 1.5

/** The factor a statement mainly speaks of; null where nothing fits. */
export const factorOf = (text: string): Factor | null => {
  const best = factorScores(text)[0]
  return best !== undefined && best.score >= leastScore ? best.factor : null
}
