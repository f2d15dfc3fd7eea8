/** Everything that `learning` answers. */
export const learningOperations = [] as const
