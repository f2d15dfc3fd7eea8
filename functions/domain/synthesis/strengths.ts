/** What went well, wherever it was said. */
import type { Purpose } from './schema.ts'
import { plainSigns, turn } from './turn.ts'

const praise = turn(
  'saved (?:us|the day|hours|me)|(?:really|incredibly|surprisingly|very|super|so) (?:well|kind|calm|helpful|good|fast|quick(?:ly)?|smooth(?:ly)?|clear)|went (?:really |very |surprisingly )?(?:well|smoothly)|worked (?:well|fine|perfectly|flawlessly|first time|at once|like a charm|out fine)|it just worked|brilliant(?:ly)?|excellent|fantastic|impress(?:ed|ive)|(?:was|were|is) (?:great|good|superb|a great help|a relief|luck)|well done(?!,? (?:finance|guys|folks))|kudos|hats off|credit (?:to|where)|thanks to (?:the|an?|our) |grateful|lucky|luckily|pure luck|by luck|stayed on the (?:call|line|phone)|answered within|nobody (?:shouted|looked for a culprit|panicked)|how (?:good|well|quickly|fast|calm\\p{L}*|kind)|(?:gut|super|prima|hervorragend|vorbildlich) (?:gelaufen|geklappt|funktioniert|reagiert|zusammen\\p{L}*)|geklappt|zum glück|hat (?:sehr |wirklich |viel )?geholfen|half(?:en)? (?:uns|am|sehr|sofort)|beeindruck\\p{L}+|großartig|(?:sehr|wirklich) (?:gut|ruhig|hilfreich|schnell)|(?:très|vraiment|super) (?:bien|calme|utile|efficace|rapide|pro|réactif|réactive)|bien (?:marché|fonctionné|passé|réagi)|heureusement|impressionn\\p{L}+|bravo (?:à|aux)|chapeau (?:à|aux)|merci (?:à|aux)|(?:muy|realmente|super) (?:bien|tranquil[oa]|útil|rápid[oa]|profesional\\p{L}*)|funcionó (?:muy |de )?(?:bien|maravilla)|salió (?:muy )?bien|por suerte|menos mal|gracias a|impresion\\p{L}+|(?:muito|bem|super) (?:bem|calm[oa]|útil|rápid[oa])|funcionou (?:muito )?bem|correu (?:muito )?bem|felizmente|ainda bem|graças a|impression\\p{L}+|(?:bardzo|naprawdę|super) (?:dobrze|spokojnie|szybko|pomocn\\p{L}+|sprawnie)|(?:dobrze|świetnie|sprawnie) (?:zadziałał\\p{L}*|poszł\\p{L}*|wyszł\\p{L}*)|na szczęście|dzięki (?:temu|nim|niej)|brawa dla',
)
const notPraise = turn(
  "not (?:go |work |run |end |feel )?(?:very |really |so )?(?:well|good|helpful|great)|n't (?:go |work |run |end |feel )?(?:very |really |so )?(?:well|good|help)|would have been (?:good|great|helpful)|too (?:good|well)|good enough|nicht (?:sehr |wirklich |so )?gut|pas (?:très |vraiment )?(?:bien|utile)|no (?:muy |tan )?bien|não (?:muito )?bem|nie (?:bardzo |zbyt )?dobrze|thanks to (?:him|her|them)",
)

/** Whether a statement says what went well: it answers the question for it, or praises in its own words. */
export const isStrength = (text: string, purpose: Purpose | null): boolean => {
  const plain = plainSigns(text)
  if (purpose === 'went-well') return true
  return purpose !== 'condition' && praise.test(plain) && !notPraise.test(plain)
}
