/**
 * How somebody who reads what others write is told to them: by the address that opens it, and the name that the roster
 * has of it. A name that came with a request says nothing of who signs in, and might be somebody else's.
 */
declare const told: unique symbol
/** Made here alone, so that nothing else can stand where readers are named. */
export type ToldReader = string & { readonly [told]: true }

/** `rosterName` is '' for somebody who is not on the roster, or has no name there. */
export const toldReader = (email: string, rosterName: string): ToldReader => {
  const name = rosterName.trim()
  return (name === '' ? email : `${name} (${email})`) as ToldReader
}
