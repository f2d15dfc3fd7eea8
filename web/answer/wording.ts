/** Loaded with the first words: names in what was written, and ways of speaking that close a conversation. */
export { askHere, hint } from './care.ts'
export { nameOffer } from './names.ts'
