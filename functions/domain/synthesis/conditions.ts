/** What would have changed the course, said as something that was not so. */
import { plainSigns, turn } from './turn.ts'

const wouldHave =
  "(?:would|could|might)(?:'ve|n't've|(?:n't| not|n.t)? (?:\\w+ ){0,2}?(?:have|of|be(?:en)?))|'d(?:'ve| (?:\\w+ ){0,2}?have)"
const untrue = [
  // If it had been, we would have; if it refused, this stops; had it been; with a counter we would have; without it
  turn(
    `if (?:[^.;?!]{1,160}? )?(?:had|would|hadn't|were|weren't|was|wasn't|existed|could|\\w+ed|knew|saw|got|ran|told|kept|refused|did|didn't)\\b[^.;?!]{0,160}?(?:${wouldHave}|would|wouldn't|'d|could|might|stops?|ends?|never)`,
  ),
  turn(
    `had (?:we|i|they|it|there|the|this|that|our|an?|more|these|those|any(?:one|body)?|some(?:one|body)|no\\p{L}*|\\p{Lu}\\p{L}+)\\b[^.;?!]{1,160}?(?:${wouldHave})`,
  ),
  turn(`(?:${wouldHave}) [^.;?!]{1,160}? (?:if|unless|had (?:we|i|they|it|the))`),
  turn("would(?:n't| not)?(?:'ve| have) (?:had to|needed|required)"),
  turn(`were (?:the|it|this|there|our|we|these|an?)\\b[^.;?!]{1,120}?\\bwould`),
  turn('but for (?:the|that|this|those|one|our|a)(?! fact)'),
  turn(
    `(?:a|an|one|two|the|another|some) [^.;?!]{2,80}? and (?:\\p{L}+ ){1,3}?(?:would(?:n't)?|'d)|\\p{L}+ and (?:we|i|they|nobody|it)(?:'d| would)`,
  ),
  turn(`\\p{L}+ing (?:[\\p{L}\\p{N}]+ ){0,6}would(?:n't| not)? have`),
  turn(`(?:with(?:out)?|given|under) (?!me|you|him|her|them)[^.;?!]{2,120}?(?:${wouldHave})`),
  turn(
    `(?:a|an|one|the|any|some|two|more) [^.;?!,]{2,80}? (?:would|could|might)(?:'ve| (?:\\w+ )?have) (?!been (?:better|nicer|good|great|enough of))(?:been|done|made|gone|helped|sufficed|\\p{L}+(?:ed|n|t|ught|ught|ound|een|own|ept|aved))`,
  ),
  turn(
    "if only|(?:i|we) wish [^.;?!]{1,60}?(?:had|were|could|would|'d)|were it not for|if it (?:weren't|wasn't|hadn't been) for|unless",
  ),
  // German
  turn(
    'hätt(?:e[nt]?|st|s)?[^.;?!]{1,200}?(?:wär(?:e[nt]?|n|s)?|hätt(?:e[nt]?|st|s)?|würde[nt]?|könnte[nt]?)|wär(?:e[nt]?|n|s)?[^.;?!]{1,200}?(?:wär(?:e[nt]?|n|s)?|hätt(?:e[nt]?|st|s)?|würde[nt]?)|wenn [^.;?!]{1,200}?(?:wär(?:e[nt]?|n|s)?|hätt(?:e[nt]?|st|s)?|würde[nt]?|könnte[nt]?|gäbe)|(?:mit|ohne|bei|durch|damit|dann) [^.;?!]{2,140}?(?:wär(?:e[nt]?|n|s)?|hätt(?:e[nt]?|st|s)?)|(?:ein|eine|einen) [^.;?!,]{2,60}? hätt(?:e[nt]?|st|s)? (?:uns|mir|mich|ihn|ihm|ihnen|es|das|de[mnr]|die|alles|viel\\p{L}*|sofort|schon|wohl) [^.;?!,]{0,60}?(?:ge|ver|er|be)\\p{L}+(?:t|en)|es hätte [^.;?!]{2,80}(?:gebraucht|bedurft)|(?:ein|eine|einen) [^.;?!]{2,80}? und [^.;?!]{2,80}?(?:wär(?:e[nt]?|n|s)?|hätt(?:e[nt]?|st|s)?)|^[^\\p{L}]*(?:\\p{L}+(?:te|ten)|stünde[nt]?|gäbe|käme[nt]?|läge[nt]?|ginge[nt]?|hieße[nt]?) [^.;?!]{3,160}, (?:wär(?:e[nt]?|n|s)?|hätt(?:e[nt]?|st|s)?|könnte[nt]?|würde[nt]?|müsste[nt]?)',
  ),
  // French
  turn(
    "(?<!(?:demandé|demande|savoir|sais|sait|savait|savais|vérifié|vérifier|regardé|vu|voir) )(?:si|s'il|s'ils) [^.;?!]{0,160}?(?:avait|avaient|avions|était|étaient|avais|pouvait|pouvions)[^.;?!]{0,160}?(?:rait|raient|rions|rais)?|(?:si|s'il|s'ils) [^.;?!]{1,160}?\\p{L}+(?:ait|aient|ions)(?!\\p{L})[^.;?!]{0,160}?\\p{L}+(?:rait|raient|rions|rais)|si seulement|(?:un|une|deux|des) [^.;?!]{2,80}? et (?:on|nous|ça|il|elle|personne|rien|l[ea]s? \\p{L}+) (?:n'|ne |l'|y )?\\p{L}+(?:rait|raient|rions)|(?:avec|sans) [^.;?!]{2,140}?(?:aurait|aurions|auraient|aurais|serait|seraient)|à supposer qu\\p{L}*|(?:\\p{L}+ )?aurait (?:suffi|fallu|permis|évité|empêché|arrêté|alerté|montré)|(?:un|une) [^.;?!,]{2,80}? (?:(?:nous|m'|l'|vous|les|leur|lui) ?)?aurait (?!été)\\p{L}+(?:é|i|u|s|t)e?s?",
  ),
  // Spanish and Portuguese
  turn(
    '(?:ojalá|si) [^.;?!]{0,160}?(?:hubiera|hubiese|hubiéramos|hubiésemos|hubieran|hubiesen|tuviera|tuviéramos|fuera|fuese|existiera)\\p{L}*|(?:un|una|dos|más|con|otra?|el|la) [^.;?!]{2,80}? y (?:no |ya |nadie |ni )?(?:\\p{L}+ )?\\p{L}+(?:ría|ríamos|rían)|de haber(?:lo|la|se)? \\p{L}+|(?:con|sin) [^.;?!]{2,140}?(?:habría|habríamos|habrían|hubiera|hubiéramos|hubieran)|(?:un|una|el|la) [^.;?!,]{2,80}? (?:(?:nos|me|les|lo|la) )?(?:habría|hubiera) \\p{L}+do|(?:habría|hubiera) (?:hecho falta|bastado|evitado|avisado|saltado|parado|permitido)',
  ),
  turn(
    '(?:quem dera|tomara que|oxalá|um[a]? [^.;?!]{2,80}? e (?:não |ninguém |já |nem )?(?:\\p{L}+ )?\\p{L}+(?:ria|ríamos|riam))|se [^.;?!]{0,160}?(?:tivesse|tivéssemos|tivessem|houvesse|fosse|existisse)\\p{L}*|(?:com|sem) [^.;?!]{2,140}?(?:teria|teríamos|teriam|tinha sido|(?:tinha|tínhamos|tinham) \\p{L}+(?:ado|ido|to))|ter-\\p{L}+-ia \\p{L}+do|(?:um|uma|o|a) [^.;?!,]{2,80}? (?:(?:nos|me|lhes) )?teria(?:-\\p{L}+)? \\p{L}+do|teria (?:sido (?:preciso|necessári[oa])|bastado|evitado|avisado|parado|permitido)',
  ),
  // Polish
  turn(
    'gdyby\\p{L}*[^.;?!]{1,200}|(?!chcia|wola|m[oó][gc]|by[łl]|przyda|nale|powin|zda)\\p{L}{2,}(?:łby|łaby|łoby|liby|łyby|libyśmy|łybyśmy)(?!\\p{L})|(?:z|bez|przy) [^.;?!]{2,140}?(?:byłoby|byłby|byłaby|byśmy|bylibyśmy|by (?:nie )?\\p{L}+ł\\p{L}*)',
  ),
  // Russian, Turkish, Finnish
  turn(
    'если бы[^.;?!]{1,200}|был[аио]? бы|бы (?:не )?\\p{L}+л\\p{L}*|(?:olsaydı|olmasaydı|yapsaydı|bilseydi)\\p{L}*|jos [^.;?!]{1,160}?(?:olisi|olisimme|olisivat)\\p{L}*',
  ),
]
/** An estimate of what happened, courtesy, or a comparison: no other course. */
const notUntrue = turn(
  "would(?: have)? been (?:better|nicer)(?: than)?|could have been (?:caused|due|anything)|(?:might|could|may) have been (?:caused|due|the cause|related)|would like|ich hätte gern|hätte gerne|j'aimerais|me gustaría|gostaria|were it ever|ist ja nicht so",
)
/** "A 1% lane and this is one POP", "Real diversity on their end and we'd be no headline": a thing to have, and what follows. */
const consequence = turn(
  [
    "(?:and|then) (?:(?:he|she|it|they|we|you|this|that|i|somebody|someone|nobody|no one|everyone)(?:'\\p{L}+)? ?(?!who|that|which|is (?:felt|said)|costs|\\p{L}*ing)\\p{L}+|the \\p{L}+ (?:stops?|takes?|hits?|gets?|is|are|never)),?|, (?:he|she|they|we|nobody)(?:'\\p{L}+)? \\p{L}+",
    'und (?:er|sie|es|wir|man|das|jemand|niemand|die \\p{L}+|der \\p{L}+) (?!der|die|das)\\p{L}+',
    'et (?:il|elle|on|nous|ça|personne|l[ea]s? (?:\\p{L}+ ){1,3}?)(?! ?qui) ?\\p{L}+(?:ait|aient)',
    '(?:y|e) (?:alguien|nadie|todos|alguém|ninguém|el \\p{L}+|la \\p{L}+|[oa] \\p{L}+) (?!que)(?:\\p{L}+ )?\\p{L}+(?:ía|ían|aba|aban|ava|avam|ia|iam)',
    '(?:i|to) (?:ktoś|nikt) (?!kto|kt)\\p{L}+',
  ].join('|'),
)
const difference = turn(
  "(?:the|all the|a whole|whole) difference|separates? (?:this|that|it|us)|would(?:n't| not)? have|\\p{L}+'?d have|would've|= [^.;?!]{0,30}(?:less|sooner|earlier|shorter)|hätt(?:e[nt]?|st|s)?|wär(?:e[nt]?|n|s)?|aurai\\p{L}+|serai\\p{L}+|habría\\p{L}*|hubiera\\p{L}*|teria\\p{L}*|seria\\p{L}*|był(?:o|a|y)?by",
)
/** "… we had stopped at line one" where the question asks for conditions: begins like one. */
const opening = turn(
  "^[^\\p{L}]*(?:if|had|without|wenn|hätt(?:e[nt]?|st|s)?|ohne|si|s'il|sans|sin|se|sem|gdyby|jeśli|jeżeli|bez|если|eğer|jos)",
)
const sooner = turn(
  "(?:we're|we are|we were|it's|it is) (?:back|done|home|out)[^.;?!]{0,40}(?:sooner|earlier|before)|(?:and|then|,) (?:this|that|it|none of (?:this|it|that)|the [\\p{L}\\p{N}]+(?: [\\p{L}\\p{N}]+)?) (?:doesn't|does not|don't|would not|never) (?:even )?happens?",
)
/** "With that list we call them before seven": what one did not have, and what one does then. */
const withThat = turn(
  "with (?:it|that|this|them|those|one|such an?|these)(?: (?!the|a)\\p{L}+)? (?:i|we|they|you|it|nobody|he|she|the \\p{L}+)(?:'d| would| could| can)? (?!had|was|were|did|got|went|made|took|saw|found|\\p{L}+ed )\\p{L}+|(?:damit|mit (?:so )?(?:dem|der|einem|einer|diesem|dieser)(?: \\p{L}+)?) (?:(?:könnt|würd|hätt|wär|säh|wüsst)\\p{L}*|(?:seh|find|ruf|merk|weiß|wiss)\\p{L}* (?:ich|wir|man))|avec (?:ça|cela|eux|elles?|lui|ce|cette|ces)(?: \\p{L}+)?,? (?:je|on|nous|il|elle|personne) (?:n'|ne |l'|le |la |les )?\\p{L}+(?:ais|ait|ions|aient|ons|e|t)|con (?:es[aoe]s?|est[aoe]s?|ello|una? \\p{L}+ así)(?: \\p{L}+)? (?:(?:yo|nosotr[oa]s|uno|cualquiera|l[oa]s?|nos|me|no|ya|se) ){0,2}\\p{L}{3,}|com (?:ess[ea]s?|est[ea]s?|isso|isto|el[ae]s?)(?: \\p{L}+)? (?:(?:eu|nós|a gente|qualquer um|já|não|se) ){0,2}\\p{L}{3,}|z (?:tym|tą|nim|nią|taką|takim)(?: \\p{L}+)? (?:\\p{L}+ ){0,2}\\p{L}+(?:łbym|łabym|łby|łaby|libyśmy|łybyśmy|my|ę)",
)
/** Told in the past it came to pass. */
const cameToPass = turn(
  'with (?:it|that|this|them|those)(?: \\p{L}+)? (?:i|we|they) (?:had|was|were|did|got|went|made|took|saw|found|could|\\p{L}+ed)|con (?:es[aoe]|est[aoe]|ello)(?: \\p{L}+)? (?:\\p{L}+ ){0,3}\\p{L}+(?:ó|aron|ieron|é|í)|com (?:ess[ea]|isso|el[ae])(?: \\p{L}+)? (?:\\p{L}+ ){0,3}\\p{L}+(?:ou|aram|eram|iram|ei|eu)',
)
const japanese = /(?:たら|れば|ていれば|なければ)[^。]{0,80}(?:だろう|はず|かもしれない|かった|ていた|できた)/u
const arabic = /(?:^|\s)لو (?:كان|أن|كنا)/u

/**
 * Whether a statement says what would have changed the course. `isAsked` where it answers the question for conditions:
 * there "If the API refused such an id, this stops" is one without a "would have". Where people were asked what they
 * had not known, "with that list we call them at seven" is one.
 */
export const isCondition = (text: string, isAsked: boolean | 'for what was missing' = false): boolean => {
  // The stop in 2.000 ends no sentence.
  const plain = plainSigns(text).replaceAll(/(\d)\.(?=\d)/g, '$1 ')
  if (japanese.test(plain) || arabic.test(plain)) return true
  if (isAsked !== false && withThat.test(plain) && !cameToPass.test(plain)) return true
  if (
    isAsked === true &&
    (opening.test(plain) || consequence.test(plain) || difference.test(plain) || sooner.test(plain))
  )
    return true
  return untrue.some(pattern => pattern.test(plain)) && !notUntrue.test(plain)
}
