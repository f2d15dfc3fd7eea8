/** Pages that sign people in; the provider sends them back there. */
export const signedInPages = ['/desk/', '/trends/', '/comments/', '/learning-review/'] as const
