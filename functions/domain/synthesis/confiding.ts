/**
 * Whoever asks that it go no further, or tells of drink, pills and doctors since, tells it to the facilitator alone,
 * whatever the rest says. Beyond what the participant's page reads (care.ts).
 */
import { plainSigns, turn } from './turn.ts'

/** This stays with whoever reads it. */
const asked = [
  turn(
    "(?:keep|leave|hold) (?:this|that|it)?(?: please)? ?(?:to yourself|to yourselves|between us|with you|off the (?:agenda|record|minutes)|out of (?:the )?(?:meeting|minutes|room|round|agenda|report))(?=\\s*(?:[.,;:!)]|$)| please)|(?:stay|stays|remain|remains) (?:with you|between (?:us|you and me))(?=\\s*(?:[.,;:!)]|$)| please)|(?:not|nothing) for (?:the )?(?:meeting|group|round|whole room|big round|agenda|minutes|others)(?=\\s*(?:[.,;:!)]|$)| please)|off the record|in (?:strict )?confidence|for your eyes only|(?:please |ask you )?(?:not to|don't|do not|dont) (?:discuss|share|mention|raise|repeat|pass on|bring up|tell|read out) (?:this|that|it|anyone|anybody|others|the others)(?! (?:file|list|data|page|link|folder|key|drive|password|report|screen|account)s?)|(?:say|tell|says|tell you) (?:this|it) only (?:here|to you)|(?:tell|told) (?:somebody|someone),? so",
  ),
  turn(
    '(?:bitte )?(?:nicht|nichts davon) (?:weiter ?sagen|weiter ?erzählen|weiter ?geben|herumerzählen|ansprechen|erwähnen|thematisieren|in (?:der|die) (?:große[nr]? )?runde|in der sitzung|ins protokoll|vor allen)(?=\\s*(?:[.,;:!)]|$)| bitte)|(?:bleibt|behalten sie das|behaltet das|behalt das) (?:bitte )?(?:unter uns|für sich|für euch|für dich|bei ihnen|bei euch)|nur für (?:sie|euch|dich)(?: bestimmt)?(?=[.,;!]|$)|im vertrauen|vertraulich(?! behandelt\\p{L}* daten)',
  ),
  turn(
    "(?:gard(?:er|ez|e)|laiss(?:er|ez)) (?:ça|cela|ceci|le|tout ça)? ?(?:pour (?:vous|toi)|entre nous|hors (?:réunion|compte[- ]rendu))|(?:reste|restera|rester) entre nous|(?:ne|n') ?(?:le |la |l'|en )(?:dites|répétez|partagez|mentionnez|parlez|lisez|racontez) (?:pas|à personne)|ne (?:dites|répétez|racontez) (?:rien|ça|à personne)|pas (?:devant|pour) (?:le groupe|tout le monde|la réunion|les autres)|en confidence|confidentiellement|à titre confidentiel",
  ),
  turn(
    'no (?:lo|la|se lo|le|les) (?:cuente[ns]?|cuentes|diga[ns]?|comente[ns]?|comparta[ns]?|mencione[ns]?|repita[ns]?|lea[ns]?|ponga[ns]?)|(?:que )?(?:quede|queda|se quede) entre (?:nosotr[oa]s|usted y yo|tú y yo)|(?:esto |eso )?no (?:es )?para (?:la reunión|el grupo|todos|el acta)|guárde(?:lo|selo|nlo)|en confianza|confidencial(?:mente)?(?=[.,;!]|$)',
  ),
  turn(
    '(?:por favor,? )?não (?:ponham|coloquem|ponha|coloque|comente[m]?|conte[m]?|fale[m]?|diga[m]?|leve[m]?|compartilhe[m]?|partilhe[m]?|mencione[m]?|leia[m]?) (?:isso|isto|nada|com|a ninguém|para ninguém|pra ninguém|na)|não (?:quer|quero|queria|querem) que (?:comente[m]?|saiba[m]?|conte[m]?|fale[m]?|leia[m]?)|(?:fica|fique|que fique) entre nós|(?:isso |isto )?não (?:é )?(?:para|pra) (?:a reunião|o grupo|a pauta|todos)|guarde[m]? (?:isso|isto) (?:para|pra|com)|em confiança',
  ),
  turn(
    '(?:proszę |bardzo proszę )?(?:o tym |tego )?nie (?:mówić|mówcie|wspominać|wspominajcie|poruszać|poruszajcie|powtarzać|powtarzajcie|czytać|czytajcie) (?:o tym|tego|nikomu|na|przy|innym)|proszę (?:o tym |tego )nie (?:mówić|wspominać|poruszać|powtarzać|czytać)|nie chcę,? (?:że)?by (?:ktoś|inni|reszta|wszyscy)|(?:zostaje|zostanie|niech zostanie) (?:tylko )?(?:między nami|u pani|u pana)|nie na (?:spotkanie|forum)|w zaufaniu|poufn(?:ie|e)(?=[.,;!]|$)',
  ),
  turn(
    'не (?:говорите|рассказывайте|упоминайте|выносите) (?:об этом|этого|никому|это)|(?:между нами|только для вас)|не для (?:встречи|собрания|группы)|kimseye (?:söylemeyin|anlatmayın)|aramızda kalsın|toplantı için değil|älkää (?:kertoko|mainitko) (?:tästä|tätä|kenellekään)|(?:jää|jääköön) meidän kesken|ei kokoukseen|هذا بيننا|لا (?:تخبروا|تخبر) أحد\\p{L}*|ليس للاجتماع',
  ),
]
const askedInJapanese =
  /ここだけの話|内緒に|他言(?:無用|しないで)|(?:誰にも|会議では|皆に)(?:言わ|話さ|出さ|共有し)ないで/u

/** What one takes to get through, and who is seen for it. */
const taken = [
  turn(
    "i(?:'ve| have| am|'m)?(?: \\w+){0,3} drink(?:ing)?(?: \\w+){0,5} (?:more|too much|again|every (?:night|evening))(?! (?:water|coffee|tea))|(?:sleeping|sleep) (?:pills?|tablets?)|antidepressants?|beta ?blockers?|(?:see(?:ing)?|saw|go(?:ing)? to) (?:a|my|the) (?:therapist|counsell?or|psychologist|psychiatrist|doctor) (?:about|since|because|over|after|for) (?:it|this|that|then)",
  ),
  turn(
    '(?:ich )?(?:trinke?|trink) (?:\\p{L}+ ){0,5}(?:mehr|zu viel|wieder)(?! (?:wasser|kaffee|tee))|schlaftablett\\p{L}+|schlafmittel|antidepressiv\\p{L}+|(?:beim|zum|zur) (?:psycholog\\p{L}+|therapeut\\p{L}+)|in therapie|je bois (?:\\p{L}+ ){0,4}(?:trop|plus)|somnifères?|antidépresseurs?|(?:chez|vois) (?:un|une|le|la|mon|ma) psy\\p{L}*|bebo (?:\\p{L}+ ){0,4}(?:más|demasiado|mais|demais)|pastillas para dormir|somníferos?|antidepresiv\\p{L}+|al psicólog\\p{L}+|(?:remédio|comprimidos?) (?:para|pra) dormir|antidepressiv\\p{L}+|(?:no|ao|na|à) psicólog\\p{L}+|piję (?:\\p{L}+ ){0,4}(?:więcej|za dużo)|tabletki nasenne|proszki nasenne|do psycholog\\p{L}+',
  ),
]

/** Whether a text asks to go no further than the facilitator, or tells of what its writer takes since. */
export const confides = (text: string): boolean => {
  const plain = plainSigns(text)
  return askedInJapanese.test(plain) || asked.some(one => one.test(plain)) || taken.some(one => one.test(plain))
}
