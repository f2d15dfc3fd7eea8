/** Answers that say nothing: counted, and shown nowhere. */
import { hadNoPart, leavesItToOthers } from './absence.ts'
import { pointsToBox, pointsToSomebody } from './elsewhere.ts'
import { around, core, phrases } from './non-answer-words.ts'

/** Letters that show nothing. */
const blanks = /[\u115f\u1160\u3164\uffa0\p{Cf}]/gu

const plain = (text: string): string =>
  text
    .replaceAll(blanks, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’`´]/gu, ' ')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .replaceAll(/n t(?!\p{L})/gu, ' not')
    .trim()

/** "same as above, sorry", "fällt mir grad nichts ein": what may stand around or within a non-answer. */
const filler =
  /(?<!\p{L})(?:sorry|well|hm+|erm|uh|honestly|really|actually|right now|here|from me|from my side|on my side|for me|thanks|thank you|i think|i guess|tbh|lol|nah|ask somebody else|on this|tja|leider|ehrlich gesagt|grad|gerade|gerad|jetzt|von mir|meinerseits|danke|bof|alors|merci|désolée?|de ce côté là|de mon côté|pour moi|pues|bueno|gracias|por mi parte|de mi parte|perdón|perdona|disculpen|daher|also|deshalb|dzięki|przepraszam|извините|простите|честно|честно говоря|ik|kusura bakmayın|pahoittelut|anteeksi|donc|du coup|entonces|então|desculpem?|więc|obrigad[oa]|da minha parte|no cóż|dziękuję|z mojej strony|хм|спасибо|teşekkürler|kiitos|valitettavasti|please|pls|plz|i d say|i believe|i m afraid|haha|hehe|ha|eh|yeah|yep|rofl|xd|bitte|glaub(?:e)? ich|ich glaube|denke ich|ich denke|na ja|naja|nun|also|äh|ähm|halt|s il vous plaît|svp|stp|je crois|je pense|ben|euh|mdr|por favor|porfa|creo que|yo creo|creo|la verdad|jaja|jeje|eu acho que|acho que|acho|kkk+|rs|né|enfim|proszę|chyba|myślę|niestety|пожалуйста|думаю|наверное|к сожалению|lütfen|sanırım|maalesef|luulen|ehkä|شكرا|للأسف|من فضلك)(?!\p{L})/gu
/** "No one said anything" tells of people. */
const ofPeople = /(?<!\p{L})(?:no one|not one)(?!\p{L})/u
const mostWords = 16

const speaksOfAnswering = (said: string): boolean => {
  const words = said.split(' ')
  return (
    words.length <= mostWords &&
    words.some(word => core.has(word)) &&
    words.every(word => core.has(word) || around.has(word)) &&
    !ofPeople.test(said)
  )
}

/** Japanese has no spaces to part words at: what may stand before "none", and before "as above". */
const noneInJapanese =
  /^(?:特に|とくに|今のところ|現時点で|現状|私|わたし|自分|こちら|当方|から|として|は|で|も|これといって|思い当たる|思いつく|付け加える|追加する|言う|書く|コメント|追記|意見|回答|答え|補足|追加|こと|もの|事|物|点|何|なに|他|ほか|以上|について|に|、)*(?:な(?:し|い)(?:です)?|無し|無い(?:です)?|ありません|ございません|思いつ(?:きません|かない)(?:です)?|浮かび?ま?せん|覚えて(?:い)?(?:ません|ない)|(?:分|わ)か(?:りません|らない)(?:です)?|知りません)$/u
const sameInJapanese =
  /^(?:上記|前述|先述|上|前|最初|一つ前|他|ほか|人|方|皆(?:さん)?|みんな|みなさん|回答|質問|欄|項目|意見|問|\d|と|の|に|で|も|へ)*(?:通り|とおり|同じ|同様|同上|参照|記載|書きました|書いた通り|書いています|回答(?:済み|しました)|述べた通り)(?:です|ください|して|済み)*$/u

/** Longer than this is an answer, whatever words it is made of. */
const longest = 140

/** Between two of these stands one thing said, or nothing. */
const joints = /[.!?…;,\n]+(?:\s+|$)|\s[-–—]+\s|[。、！？()]+/u

const saysNothing = (text: string): boolean => {
  if (!/[\p{L}\p{N}]/u.test(text.replaceAll(blanks, ''))) return true
  const said = plain(text)
  const bare = said.replaceAll(filler, ' ').replaceAll(/\s+/g, ' ').trim()
  return (
    phrases.has(said) ||
    bare === '' ||
    phrases.has(bare) ||
    hadNoPart(said) ||
    hadNoPart(bare) ||
    leavesItToOthers(bare) ||
    speaksOfAnswering(said) ||
    speaksOfAnswering(bare) ||
    pointsToBox(bare) ||
    pointsToSomebody(text, bare) ||
    noneInJapanese.test(said) ||
    sameInJapanese.test(said) ||
    /^(\p{L})\1*$/u.test(said) ||
    // "n/a n/a"
    phrases.has(/^(.+?)(?: \1)+$/u.exec(said)?.[1] ?? '')
  )
}

/**
 * Whether a text answers nothing: bare signs, "n/a", "same as above" and their like in eleven languages. A phrase is known
 * whole, or each of its words speaks of answering, or it points to another box or a colleague; "no alarm" is an answer.
 * Several of them in a row answer nothing either.
 */
export const isNonAnswer = (text: string): boolean => {
  if (text.trim().length > longest) return !/[\p{L}\p{N}]/u.test(text.replaceAll(blanks, ''))
  if (saysNothing(text)) return true
  const parts = text.split(joints)
  return parts.length > 1 && parts.every(saysNothing)
}
