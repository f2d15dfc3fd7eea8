/** Pseudonyms, one for each ballot and only for that review: a kind word and an animal, such as "Quiet Heron". */

const adjectives = `Agile Amber Ample Apt Azure Balmy Brave Breezy Bright Calm Candid Clear Clever Coral Cosy Crisp
Curious Daring Deft Eager Early Earnest Easy Even Fair Fond Fresh Gentle Genial Glad Golden Gracious Hardy Hearty
Honest Humble Jolly Keen Kind Lively Loyal Lucid Lucky Mellow Merry Mild Mindful Nimble Noble Open Patient Placid
Polite Proud Quick Quiet Ready Serene Silver Steady Sunny Tidy Warm Wise`.split(/\s+/)

const animals = `Alpaca Auk Badger Bear Beaver Bison Bittern Bobcat Bunting Caribou Cheetah Condor Crane Curlew Deer
Dolphin Dormouse Dove Eagle Egret Eider Elk Falcon Finch Gannet Gazelle Gecko Goldfinch Hare Hawk Hedgehog Heron Ibex
Ibis Jay Kestrel Kingfisher Kite Koala Lark Linnet Lynx Marmot Marten Moose Narwhal Newt Nightingale Ocelot Oriole
Osprey Otter Owl Panda Penguin Plover Puffin Quail Robin Seal Swallow Swan Tern Wren`.split(/\s+/)

/** Of a number from 0 to 4095: whatever else is asked for is no pseudonym. */
export const pseudonymAt = (number: number): string | null => {
  const [adjective, animal] = [adjectives[number >> 6], animals[number & 63]]
  return Number.isInteger(number) && number >= 0 && adjective && animal ? `${adjective} ${animal}` : null
}

/** Null for what is no pair of the list, a colleague's name for example. */
export const pseudonymNumber = (pair: string): number | null => {
  const [adjective = '', animal = '', ...more] = pair.split(' ')
  const [first, second] = [adjectives.indexOf(adjective), animals.indexOf(animal)]
  return first < 0 || second < 0 || more.length > 0 ? null : first * 64 + second
}

/** One of 4096 pairs, all equally likely. Refuses (RangeError) fewer than two random bytes. */
export const drawPseudonym = (random: Uint8Array): string => {
  const [first, second] = random
  if (first === undefined || second === undefined) throw new RangeError('a pseudonym needs two random bytes')
  return `${adjectives[first & 63]} ${animals[second & 63]}`
}

/** A pair that is not in `taken`, for a clash or for somebody who asks for another. Null if every draw is taken. */
export const drawAnother = (random: Uint8Array, taken: ReadonlySet<string>): string | null => {
  for (let at = 0; at + 1 < random.length; at += 2) {
    const pair = drawPseudonym(random.subarray(at))
    if (!taken.has(pair)) return pair
  }
  return null
}
