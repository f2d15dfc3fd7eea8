/** Words and turns of phrase by which each contributing factor is told. */
import type { Factor } from './schema.ts'

/** Weight 3 nearly always tells, 2 often, 1 only where nothing else speaks. */
export type Cue = readonly [weight: number, pattern: RegExp]
const cue = (weight: number, source: string): Cue => [weight, new RegExp(`\\b(?:${source})`, 'gi')]

export const cues: Record<Factor, readonly Cue[]> = {
  automation: [
    cue(
      3,
      'remembers? to\\b|(?:some(?:one|body)|we|i|people) (?:\\w+ )?(?:cop(?:y|ies)|types?|edits?|pastes?|uploads?) (?:the|it|them|in)|(?:through|in|via) the (?:\\w+ )?console\\b|never reach(?:es|ed)? the repositor\\w+',
    ),
    cue(
      3,
      "automat\\w+|(?:by|done by|edited by|from) hand\\b|hand-?held|self-heal\\w*|self-service|infrastructure[- ]as[- ]code|(?:not|n't|never) (?:yet )?(?:managed |kept |defined |described )?(?:as|in) code|drift\\w*|click-?ops|copy(?:ing)?[- ]and[- ]past\\w+|copied and pasted|repetitive|toil\\b|orchestrat\\w+",
    ),
    cue(
      3,
      'manual(?= (?:\\w+ )?(?:steps?|process\\w*|work|intervention|actions?|changes?|edits?|tasks?|procedures?|effort|operations?|clean-?up|deploy\\w*|fix\\w*|runs?|restarts?))|manually',
    ),
    cue(
      2,
      'remember to\\b|hand-?made|ad[- ]hoc|snowflake|no longer match\\w*|out of sync|editing \\w+ files|manual\\b|terraform|ansible|puppet|chef\\b|pulumi|helmfile|gitops|script(?:ed|ing|s)?\\b|cron ?jobs?|auto-?remediat\\w+|managed by|tooling\\b|provisioned\\b|reconcil\\w+',
    ),
    cue(1, 'pipelines?\\b|bots?\\b|scheduled job|tools?\\b'),
  ],
  monitoring: [
    cue(
      3,
      'first (?:we|anyone|anybody|they) (?:\\w+ )?(?:heard|knew|learn\\w+|saw)|point(?:ed|s) out (?:the|that|to us)|(?:came|found out|heard|learn\\w+) from (?:a |the |an )?(?:tweet|twitter|forum|press)',
    ),
    cue(
      3,
      "error (?:counts?|rates?)|counters?\\b|graphs?\\b|monitor\\w*|alert\\w*|alarm\\w*|observab\\w+|telemetr\\w+|dashboards?|unnoticed|undetected|(?:not|n't|nobody|no one|never|nothing)(?: \\w+){0,2} (?:noticed?|detect(?:ed)?)\\b|(?:before|until|till) (?:we|anyone|anybody|somebody|someone|it was|it got|they) (?:noticed|detected|realis\\w+|realiz\\w+|saw|found)|blind ?spots?|instrument(?:ed|ation)|visibility|false positives?|went off",
    ),
    cue(
      3,
      '(?:learn(?:ed|t)|heard|found out|informed|told|notified|alerted)(?: \\w+){0,3} (?:from|by|through|via) (?:a |an |the |our )?(?:\\w+ )?(?:customers?|users?|clients?|support|social media|community)|(?:customers?|users?|clients?|community members?) (?:\\w+ )?(?:reported|told|alerted|noticed|complain\\w+|called)|(?:first|only|early) (?:sign|hint|signal|symptom)s?\\b',
    ),
    cue(
      2,
      'mut(?:ed|ing)\\b|silenced|snoozed|the page (?:came|went|arrived)|watch(?:ed|ing)\\b|detection time|metrics?\\b|logs?\\b|logging\\b|trac(?:es|ing)\\b|pag(?:ed|ers?|ing)\\b|detect(?:ion|ed|s|ing)?\\b|grafana|prometheus|kibana|notifi\\w+|health[- ]?checks?|thresholds?|probes?\\b|synthetic\\w*|slos?\\b|signals?\\b|before we reali\\w+|invisible|not visible|hid(?:den|es)?\\b|time to detect|uptime check\\w*|reported by',
    ),
    cue(1, "graphs?\\b|noise\\b|noisy|unaware|(?:not|n't) aware|notic\\w+|silent\\w*|complaints?|lasted"),
  ],
  documentation: [
    cue(
      3,
      'explained (?:anywhere|nowhere|in)|only be found in the (?:source|code)|(?:the|a|that|this|its) manual (?:for|of|says|said|is|was|does|did|has|still)|page (?:about|on) \\w+ing\\b|still (?:mention|describe|refer)\\w*|last (?:edited|updated|touched) in',
    ),
    cue(
      3,
      'written (?:anywhere|up)|guides?\\b|document\\w*|undocumented|wiki\\b|readmes?\\b|how-?tos?\\b|(?:architecture|network|system|data) (?:diagram|description)s?|docs?\\b|release notes|changelogs?|written down|knowledge base',
    ),
    cue(
      2,
      'instructions\\b|references?\\b(?= (?:lack|is|are|page|manual))|records? of|recorded\\b|explained (?:in|nowhere)|diagrams?\\b|descriptions? of|specifications?\\b|handbooks?\\b|confluence',
    ),
    cue(1, 'out[- ]?dated|out of date|up[- ]to[- ]date|guides?\\b|comments?\\b|described|inventory'),
  ],
  ownership: [
    cue(
      3,
      '(?:bounced|passed|moved|sent) (?:back and forth )?between (?:\\w+ )?teams|(?:job|task|part|service) (?:was|is) (?:ours|theirs|mine)|teams? (?:that|which) (?:no longer|built|left)|no longer (?:exists?|has a team)|people who (?:built|wrote|ran) it|takes? care of|looks? after',
    ),
    cue(
      3,
      "(?:each|every|both|two|the other) teams? (?:\\w+ )?(?:expected|thought|assumed|believed)|the other (?:team|one|side) (?:owned|would|to|was)|own(?:s|ed|ers?|ership)\\b|unowned|ownerless|responsib\\w+|accountab\\w+|orphan(?:ed)?|whose (?:job|team|service|system|task)|nobody's (?:job|task)|in charge|stewards?\\w*|belong(?:s|ed)? to (?:no|any|which|another|the|nobody)\\b",
    ),
    cue(
      2,
      'who (?:may|can|should|is to|has to) (?:approve|decide|fix|own|handle|maintain|renew|restart)|kept by|shared account|maintained by|maintainers?\\b|unmaintained|agreements?\\b|access (?:to|rights)|permissions? to|bus factor|unclear (?:who|which team|roles?|agreement\\w*)|which team|fell between|between (?:two|the|our) teams|looks? after|takes? care of|abandoned|hand(?:ed)? over|nobody (?:maintains|feels)|reorgani\\w+|mandate',
    ),
    cue(1, 'teams? boundar\\w+|assigned|out-of-hours|hand-?over'),
  ],
  deployment: [
    cue(
      3,
      'new (?:build|image|version) (?:went|was|got|reached)|went to (?:all|every) (?:\\w+ )?(?:customers?|users?|regions?|tenants?|nodes?)|(?:going|went|go|get|getting) back to the (?:previous|old|last) (?:version|release|build)|reached (?:every|all) (?:\\w+ )?regions?|(?:could|can)(?: not|n.t)(?: be)? roll\\w* back',
    ),
    cue(
      3,
      'reached prod\\w*|went live|go-live|(?:in one go|at the same (?:moment|time)|all at once)|deploy(?:ed|ing|ment|ments|s)?\\b|roll(?:ed|ing|s)?[- ]?(?:out|back)s?\\b|roll(?:ed|ing) (?:the |it |this )?(?:\\w+ )?(?:out|back)\\b|releas(?:e|es|ed|ing)\\b(?! notes)|canar(?:y|ies)|feature flags?|hot-?fix\\w*|blue.green|big bang|staged|(?:merged|pushed|went|shipped|switched on in|put|straight) (?:in)?to prod\\w*|into production|breaking changes?|change (?:freeze|management|control|window)s?|code freeze|all regions at once',
    ),
    cue(
      2,
      'enabled for|switched on|turned on|went out\\b|new version|side by side|upgrad\\w+|bump(?:ed|ing)?\\b|migrat\\w+|pipelines?\\b|config(?:uration)? (?:changes?|pushes|push)|revert\\w*|changes? (?:at|were|was|at the same time|to prod\\w*|that)|large changes?|(?:many|several|dozens of|a lot of) (?:things|changes)|ship(?:ped|ping)?\\b|pushing\\b|to production|prod\\b|in production',
    ),
    cue(1, 'production\\b|changes?\\b|patch(?:ed|es|ing)?\\b|merg\\w+|versions?\\b|packages?\\b'),
  ],
  communication: [
    cue(
      3,
      'learn(?:ed|t) (?:of|about) (?:the |it )?(?:\\w+ )?(?:outage|incident|change|maintenance)?\\s?from|without talking|summed up|sums? up|(?:contradict|conflict)(?:ed|ing) each other|had no idea (?:that|of|about) (?:we|the (?:maintenance|change|outage|incident))|updates? (?:for|to) (?:the |our )?(?:customers|users|clients|public)',
    ),
    cue(
      3,
      "read about it|(?:was|were) (?:\\w+ )?(?:surprised by|unaware of) (?:the|our)|out of the loop|passed on\\b|word of|communicat\\w+|coordinat\\w+|status ?page|stakeholders?|in the (?:loop|dark)|announce\\w*|escalation paths?|(?:not|never|n't|nobody|nothing|hardly anybody) (?:\\w+ )?(?:told|informed|heard|said|tell|inform|hear|mention)\\b|hand-?offs?\\b|hand-?overs?\\b|heard nothing|without (?:telling|informing|any notice)|knowing of each other|too many channels|one channel|single channel",
    ),
    cue(
      2,
      "explanations?\\b|without asking|promised|conflicting|expectations?\\b|contact(?:ed|s)?\\b|misheard|inform(?:ed|ing)?\\b|told\\b|escalat\\w+|slack\\b|channels?\\b|mailing list|cross-team|aware of (?:the|it|this)|silo\\w*|time ?zones?|language barrier|recommendations?\\b|bridge call|war room|talk(?:ed|ing)? to|asked (?:us|them|anybody)|(?:did|does)(?: not|n't) know (?:that|about)|each other|conflicting (?:messages|information)",
    ),
    cue(
      1,
      'updates? to (?:customers|users)|meeting\\b|discuss\\w*|asked\\b|e-?mails?\\b|collaborat\\w+|feedback|without notice|call\\b|messages?\\b(?= (?:from|to) (?:us|the team|customers))',
    ),
  ],
  playbooks: [
    cue(
      3,
      'whether (?:this|it|that) (?:is|was) an incident|what to (?:check|try|do|look at) (?:first|next)|list of what to|no agreed|who leads the response|in which order (?:to|the|they)',
    ),
    cue(
      3,
      'when to (?:call|declare|escalate|page|fail ?over|roll ?back)|major incident|agreed (?:procedure|process|way)|run-?books?|play-?books?|escalation (?:process|policy|procedure)|incident (?:process|procedure|response|command\\w*|lead|manager|declaration)|disaster recovery|sops?\\b|standard operating|emergency procedures?|check-?lists?|(?:declar\\w+|rais\\w+) (?:an |the )?incident|incident (?:was|being|got) (?:\\w+ )?declared|(?:recovery|restore|restoration|rollback|fail-?over) (?:procedure|process|plan|steps?)s?|drill(?:s|ed)?\\b|game ?days?|improvis\\w+|fire drills?',
    ),
    cue(
      2,
      'coordinator|emergency|what to do|in which order|who (?:leads|led|decides|decided)|procedures?\\b|protocols?\\b|follow\\w* the (?:\\w+ )?(?:process|steps)|steps (?:to|for) (?:recover|restor|follow)\\w*|break-?glass|mitigation (?:steps|plan)|how to (?:recover|restore|roll ?back|fail ?over|respond)|process for|commander|triage|war-?game|declared\\b|practi[sc]ed',
    ),
    cue(1, 'process(?!es\\b|ing|or|ed)\\b|steps\\b|roles?\\b|severity'),
  ],
  vendor: [
    cue(
      3,
      'at the other end|their (?:engineers|operators|systems?|office hours|maintenance window|monitoring) (?:\\w+ )?(?:was|were|only|had|did|said|changed)|(?:courier|insurance|phone|power|delivery|partner|telephone|card|software) company|changed (?:its|their) (?:interface|api|format|terms|prices?)',
    ),
    cue(
      3,
      "their (?:support|side|end|platform|status page|api|outage|release)|certificate authority|registrar|saas\\b|closed our (?:ticket|case)|vendors?\\b|vendor's|suppliers?\\b|third[- ]part\\w+|slas?\\b|upstream (?:bug|project|maintainer|release|fix|issue|provider|library|change)\\w*|(?:cloud|our|hosting|dns|network|payment|service|internet|upstream|cdn|sms|e-?mail|telecom|identity|external) provider|support (?:case|ticket|contract)|official (?:\\w+ ){0,3}(?:notes|documentation|repo\\w*|image|api)|licen[cs]e (?:expir\\w+|fee|renewal|server)|subscription|immature|isp\\b|carrier\\b|hosting company|mature (?:project|product|tool)",
    ),
    cue(
      2,
      'by the provider|licen[cs]es?\\b|managed (?:database|service)|support plan|(?:amazon|aws|azure|google|gcp)\\b(?!-)|cloudflare|fastly|akamai|github\\b|stripe|twilio|okta|datadog|pagerduty|microsoft|upstream\\b|external (?:service|dependency|api|party)|open[- ]source|outsourc\\w+|contract(?:or|ors|ual)?\\b|invoice|billing account|dependency on|purchased|bought',
    ),
    cue(
      1,
      '(?<!(?:credentials?|context|content|data|metrics) )provider\\b|external\\b(?! (?:credential|metric|ip)s?\\b)|dependenc\\w+',
    ),
  ],
  capacity: [
    cue(
      3,
      '(?:not|n.t) enough (?:\\w+ )?(?:handles|memory|workers|threads|connections|space|disk|cpu|nodes|replicas|ports|sockets|slots|room|instances|bandwidth)|twice as (?:many|much)|(?:two|three|five|ten) times (?:as (?:many|much)|the (?:load|traffic|usual|normal))|grew until',
    ),
    cue(
      3,
      'too (?:many|much) (?:\\w+ )?(?:requests|connections|pods|jobs|users|files|traffic|load|data|writes)|percent cpu|(?:one hundred|100) ?(?:percent|%)|capacit\\w+|overload\\w*|satur\\w+|exhaust(?:ed|ion|ing|s)\\b|starv\\w+|bottleneck\\w*|(?:ran|run|running|runs) (?:out of|full)|out of (?:memory|disk|space|ip|file)|oom\\w*|under-?provision\\w+|scal(?:e up|ing|ability|ed|e)\\b|auto-?scal\\w+|crowd(?:ed|ing)?|head-?room|contention|quotas?\\b|disks? (?:was |is |were |got |had been |almost )*full|full disk|noisy neighbo\\w+|too many (?:requests|connections|pods|jobs|users|files)|resource (?:constraint|restraint|limit|request)s?|swamped|overwhelm\\w*|sized for|too small|filled up|(?:pod|pull|connection|file|memory|open files?) limit|limit (?:of|on the number of) (?:\\w+ )?(?:open|files|connections|pods|requests)',
    ),
    cue(
      2,
      '(?:thread|worker) pool|percent\\b|(?<!\\b(?:of|the|these|our|any|all) )(?:doubled|tripled)\\b|storage\\b|volumes?\\b|heap\\b|bursts?\\b|load\\b|traffic\\b|spikes?\\b|peaks?\\b|throughput|memory\\b|cpu\\b|disk (?:space|usage)|bandwidth|connection pool|pool size|thundering herd|surge|larger (?:instance|node)|qps\\b|(?:free|no|of) ip address(?:es)?|subnets? (?:was|were|is|are|ran)|queue(?: (?:of|for)(?: \\w+){1,3})? (?:grew|grow|grows|growing|length|depth|backlog)|backlog|limits?\\b|times (?:what|more than|the usual)|grew faster',
    ),
    cue(1, 'resources?\\b|slow\\b|nodes?\\b|usage\\b|timeouts?\\b|grew\\b|growth'),
  ],
  time_pressure: [
    cue(
      3,
      '(?:two|both|several|three) rotations|(?:was|were) (?:both |all )?(?:ill|off sick|on parental leave|understaffed)\\b|(?:is|was|were) due (?:on|by|that|the)|(?:date|deadline|launch) had been (?:promised|set|announced)|(?:was|were|been) cut short|page of the night|(?:first|last) (?:working )?day (?:before|after|of)',
    ),
    cue(
      3,
      '(?:people|staff|hands) short|short of (?:people|staff|hands)|at (?:one|two|three|four|five|six|\\d) (?:in the morning|at night)|half asleep|busy with|away\\b(?= (?:that|on|at|for))|rush\\w*|deadlines?|pressure\\b|hurr(?:y|ied|ying)|late at night|middle of the night|end of (?:a|the) (?:\\w+ )?(?:day|week|shift|quarter|sprint)|late (?:in the|on|afternoon|evening|night|friday)|friday (?:afternoon|evening|night)|over ?(?:worked|stretched)|short-?staffed|under-?staffed|staff shortage|(?:only )?one (?:engineer|person|developer|colleague) (?:was |had been )?(?:working|available|on (?:shift|duty|call)|alone|awake|left)|alone on (?:shift|duty|call)|fatigue|tired|no time (?:to|for|left)|not enough time|lack of time|too busy|compet\\w+ priorit\\w+|priorit(?:is|iz)\\w+|focus on (?:\\w+ ){0,2}features?|burn-?out|on (?:holiday|vacation|leave)|(?:over|during) (?:the )?(?:holidays?|weekend|christmas)|crunch|sleep\\w*|hours straight|launch date|to make the (?:date|launch|release)|wanted to go home',
    ),
    cue(
      2,
      'launch\\b|on duty|(?:through|over) the night|dawn|easter|new year|quarter end|sprint\\b|weekends?\\b|nights?\\b(?! shift)|after hours|out of hours|off-hours|[1-5] ?a\\.?m\\.?\\b|holidays?\\b|vacation|features? (?:work|over|development|delivery)|context switch\\w*|interruptions?|workload of|stress\\w*|prematurely|awake|postponed|limited (?:staff|people|coverage)|before the launch|on shift',
    ),
    cue(1, 'overnight|urgent\\w*|busy\\b|late\\b|careful|workload'),
  ],
  testing: [
    cue(
      3,
      'tried (?:\\w+ )?(?:\\w+ )?(?:\\w+ )?with more than|(?:only )?ever been tried|always (?:answers|returns|says|succeeds)|test (?:cluster|system|account|machine)',
    ),
    cue(
      3,
      'never (?:been )?(?:tried|run|exercised|tested) (?:with|on|against|in)|passed (?:every|all) (?:\\w+ )?(?:checks?|tests?)|test(?:s|ed|ing|able|-case\\w*)?\\b|untested|qa\\b|load[- ]test\\w*|e2e|dry[- ]run|rehears\\w+|reproduc(?:e|ed|ible) (?:in|on) (?:staging|test)|staging (?:environment|server|cluster|did|does|is|was|has)|test data|chaos (?:test|engineering|experiment)\\w*|only (?:shows?|happens?|appears?|fails?|visible|reproducible) (?:with|in|on|under) (?:production|real|live|full)|never (?:been )?tried',
    ),
    cue(
      2,
      'tried\\b|trial\\b|experiment\\w*|acceptance|pre-release|staging\\b|coverage\\b|validat(?:e|ed|ion)\\b|verified\\b|verif(?:y|ication)\\b|code review|review(?:ed|er|s)?\\b|pre-?prod\\w*|simulat\\w+|ci\\b|mock\\w*|production data|realistic',
    ),
    cue(1, 'sandbox\\w*|scenarios?\\b|benchmark\\w*'),
  ],
  safeguards: [
    cue(
      3,
      'can (?:lock|stop|delete|block|break|bring down|take down|fill|overwrite) (?:the )?(?:whole|entire|every|all|everything)|accepts? (?:an? )?(?:empty|any|negative|wrong|unknown)|(?:a|one) (?:single|wrong) (?:query|user|client|tenant|request|typo|character|key|row|message|command|click)|retries (?:at once|immediately)',
    ),
    cue(
      3,
      'unchecked|nothing (?:that |which )?(?:stops|stopped|prevents|prevented|checks|limits|keeps)|retr(?:y|ying|ies) forever|by accident|(?:wrong|bad) (?:value|input|config\\w*|entry) (?:was|is|got|can)|easy to (?:delete|click|confuse|mix up|overwrite)|(?:whole|entire) fleet|same name|safe-?guard\\w*|guard-?rails?|circuit[- ]breakers?|back-?off|rate[- ]limit(?:ing|er|ers|s)?\\b|throttl(?:ing|ed|e)\\b|fail-?safes?|fall-?backs?|redundan\\w+|single points? of failure|blast radius|unbounded|no (?:upper )?limits?\\b|limits? on|confirm\\w* (?:prompt|dialog|step)|without (?:asking|confirm\\w*|a check|checking|any limit|a limit|warning)|asking for confirmation|(?:deletion|branch|overwrite|delete) protection|protect\\w+ (?:against|from)|prevent(?:s|ed|ing)? (?:the|a|an|any|such|application|human|mal\\w+|bad|wrong|accidental)\\b|nothing (?:stopped|stops|prevented|prevents|checks|checked|keeps)|not prevent\\w*|accidental\\w*|retry (?:storm|amplification|logic)|cascad\\w+|isolat\\w+|sanity checks?|admission|time-?outs? (?:on|for|were)|degrad\\w+ gracefully|graceful\\w* degrad\\w+|least privilege|kill[- ]?switch|take down (?:everybody|everyone|everything|all|the whole)|takes? (?:everybody|everything|all) down',
    ),
    cue(
      2,
      'retried|without end|endless\\w*|unless told|by default|(?:one|single) (?:missing|wrong|bad|broken) \\w+|irreversible|brakes?\\b|warn(?:s|ed|ing)\\b|retries\\b|retry\\b|priority[- ]class\\w*|protect\\w*|defen[cs]es?|load shedding|default(?:s|ed)? to|permissions?\\b|access control|allow(?:ed|s) (?:anyone|anybody|everyone|the|us|it)|let through|accept(?:ed|s) (?:the |an? |any )?(?:malformed|invalid|wrong|empty|unchecked)|before it is accepted|resilien\\w+|robust\\w*|idempoten\\w+|back-?ups?\\b|fail-?over\\b|confirmation\\b(?! (?:e-?)?(?:mail|message|letter|text|number|page)s?)|deletes? (?:everything|all)',
    ),
    cue(1, 'checks?\\b|policy\\b|policies\\b|validation|undo\\b|limits?\\b'),
  ],
  knowledge: [
    cue(
      3,
      'none of us (?:had|has|have|knew|knows)|(?:worked|dealt) with (?:the|it|this|that)(?: \\w+){0,4} before\\b|took (?:the|it|this|that) (?:\\w+ )?for (?:a|an|the)\\b|only (?:person|one|colleague|engineer) (?:who|that) (?:has|had|knows|knew|can|could)|what (?:the|that|this|it) (?:\\w+ )?(?:\\w+ )?means?\\b',
    ),
    cue(
      3,
      '(?:we|i|they|everybody|everyone) (?:all )?(?:believed|thought|expected) (?:that )?(?:the|it|this|a)|learn(?:ed|t) only|only learn(?:ed|t)|knowledge\\b(?! base)|understand(?:ing|s)?\\b|expertise|inexperience\\w*|experience (?:with|in|of)|familiar\\w*|unfamiliar|training\\b|trained\\b|onboarding|know-?how|tribal|learning curve|misunder\\w+|misconception\\w*|expert\\w*|new to (?:the|this|it)|newcomers?|skills?\\b|mentor\\w*|never (?:worked|used|touched|operated)|(?:worked|used) (?:\\w+ )?for the first time',
    ),
    cue(
      3,
      "(?:not|n't|nobody|no one|never|few(?: people)?|only \\w+(?: \\w+)?|hardly anybody|hardly anyone|who) (?:really |fully |even |else )?(?:know|knows|knew|known|understood|understand|understands)\\b(?! (?:that we|about the (?:change|maintenance|incident|outage)))",
    ),
    cue(
      2,
      "(?:few|some|two|none|one) of us (?:can|could|know)|to mean\\b|mistook|taken for|knew\\b|knows\\b|understood\\b|unclear (?:how|what|why)|confus\\w+|assum(?:ed|ption|ptions|ing)\\b|mental model|insight\\b|(?:did|had)(?: not|n't) reali\\w+|unknown (?:to|behaviou?r)|surpris\\w+|expected (?:it|that|the)",
    ),
    cue(1, 'know\\b|learn\\w*|aware\\w*|thought\\b|new (?:engineer|team member|colleague|tool)|complex\\w*'),
  ],
}
