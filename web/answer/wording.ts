/** Loaded last: names in what was written, and ways of speaking that close a conversation. */
export { lens } from '../../functions/domain/synthesis/lens.ts'
export { findNames } from '../../functions/domain/synthesis/redaction.ts'
