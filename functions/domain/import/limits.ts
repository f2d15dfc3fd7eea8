/** How much an import accepts. Separate from the reading, which a page does not need. */

/** Longer exports have to be split. */
export const importRowsMaximum = 5000
/** A function accepts requests of up to 6 MB. */
export const importBytesMaximum = 5_000_000
/** At most this many are written by one request, which stays far below the 29 seconds that the gateway waits. */
export const importPartMaximum = 500
