/** Words that say nothing about what a statement is about: function words and the filler of answers. */
const english = `a about above across after again against all almost alone along already also although always am among an and any
anyone anything anyway are aren't around as at away back be became because become been before being below between both
but by came can can't cannot come could couldn't did didn't do does doesn't doing don't done down during each either
else enough etc even ever every everyone everything except few for from further get gets getting give given go goes
going gone got had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how
however i i'd i'll i'm i've if in instead into is isn't it it'd it'll it's its itself just keep kept know knew known
last least less let let's like lot lots made make makes making many may maybe me might mine more most much must my
myself near need needed needs neither never next no nobody none nor not nothing now of off often oh ok okay on once one
ones only onto or ought other others our ours ourselves out over own per perhaps please pretty put quite rather really said
same saw say says see seem seemed seems seen several shall she she'd she's should shouldn't since so some somebody
someone something sometimes somewhat soon still such take taken taking than thank thanks that that's the their theirs
them themselves then there there's these they they'd they'll they're they've thing things think this those though
thought through thus till to together told too took toward towards two colleague colleagues another under until up upon us use used using usually
very via want wanted was wasn't way we we'd we'll we're we've well went were weren't what what's whatever when where
whether which while who who's whole whom whose why will with within without won't would wouldn't yes yet you you'd
you'll you're you've your yours yourself im ive dont didnt doesnt cant wont isnt wasnt s t re ve ll d m`

/** With the words that stand in the place of names (stand-in-words.ts): that two statements name somebody is nothing they share.
 * Where a word means something in another language of the list (German `die`, French `on`), English statements lose it too; few do. */
const others = `jemand jemandem jemanden jemandes anders person personen personne personnes équipe alguien equipo alguém equipa equipe persona personas pessoa pessoas osoba osoby osobie osobę osobą osób osobom osobami ktoś kogoś komuś kimś zespołu der das den dem des ein eine einen einem einer eines und oder aber nicht kein keine keinen war waren wurde wurden wird werden haben hatte hatten ist sind
auf aus bei mit nach seit von zu zum zur im um über unter vor für durch ohne gegen sich wir ihr sie er ich du uns mir mich auch noch schon nur sehr wie wenn weil dass daß als zwischen immer wieder
le la les un une des du de et ou mais ne pas plus est sont était étaient été avoir être fait dans sur sous avec sans pour par nous vous ils elles il elle ce cette ces qui que quoi dont très aussi
el los las una unos unas y o pero fue fueron eran han hay en con por para sus lo al del muy más también como cuando porque nos
 um uma uns umas e mas não foi foram são está estão sem nas nos ao aos pelo pela mais muito também quando
gli uno della dello delle degli nel nella nei con senza tra fra che chi non è sono erano stato stata molto anche come quando
het een en of maar niet geen was waren werd werden is zijn heeft hebben op uit bij naar van voor door zonder wij ons zij hij ook nog al zeer als omdat dat die
и в не на что с по как это был была было были из у за от к для о но так же мы они он она
في من على إلى عن لم لا ما هذا هذه كان كانت التي الذي أن إن قد مع بعد قبل جدا
של את על לא זה זו היא הוא הם עם גם כל היה הייתה היו אל אבל כי מאוד מדי
の が は を に へ と で も から まで より や です ます まし ました た て い いる ある する し さ れ ない なかっ でし だ な か よ ね こと もの ため よう
的 了 在 是 我 我们 有 和 就 不 都 也 很 没有 被 把 与 对 这 那`

export const stopwords: ReadonlySet<string> = new Set(`${english} ${others}`.split(/\s+/))
