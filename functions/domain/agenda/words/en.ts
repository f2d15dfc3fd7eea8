/** English: what an agenda says. */
export * from './en-facts.ts'
export * from './en-items.ts'
export * from './en-outline.ts'
export * from './en-questions.ts'
