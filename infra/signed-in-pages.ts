/** The pages with sign-in; the provider redirects back to them. */
export const signedInPages = ['/desk/', '/quarter/', '/trends/', '/comments/', '/learning-review/', '/trace/'] as const
