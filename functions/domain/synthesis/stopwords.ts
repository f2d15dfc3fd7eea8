/** Words that say nothing about what a statement is about: English function words and the filler of answers. */
export const stopwords: ReadonlySet<string> = new Set(
  `a about above across after again against all almost alone along already also although always am among an and any
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
    .split(/\s+/)
    .filter(word => word !== ''),
)
