/** How much an import takes; apart from its reading, which a page has no use for. */

/** A longer export is split. */
export const importRowsMaximum = 5000
/** A function's request holds 6 MB. */
export const importBytesMaximum = 5_000_000
/** One request writes so many, far below the 29 seconds that its gateway waits. */
export const importPartMaximum = 500
