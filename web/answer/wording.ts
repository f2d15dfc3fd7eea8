/** Loaded last: names in what was written, and ways of speaking that close a conversation. */
export { needsCare } from '../../functions/domain/synthesis/care.ts'
export { lens } from '../../functions/domain/synthesis/lens.ts'
export { findNames } from '../../functions/domain/synthesis/redaction.ts'
