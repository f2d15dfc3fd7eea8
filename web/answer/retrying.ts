/** A script fetched when it is first wanted, and again where the network was down. */

/** Put in by the build: the address, and what the file under it hashes to (Subresource Integrity). */
export type Part = readonly [address: string, integrity: string]

/**
 * Fetches the module and keeps to it if it is the one that was built: an import by itself cannot ask for that, but takes
 * what a preload has fetched and checked. Refuses what is another's; a browser without such preloads checks nothing.
 */
const verified = (address: string, integrity: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const link = document.createElement('link')
    if (!link.relList.supports('modulepreload')) {
      resolve()
      return
    }
    link.rel = 'modulepreload'
    link.integrity = integrity
    link.href = address
    link.addEventListener('load', () => resolve())
    link.addEventListener('error', () => reject(new Error(`${address} could not be fetched as it was built`)))
    document.head.append(link)
  })

export const retrying = <Module>([script, integrity]: Part): (() => Promise<Module>) => {
  let attempts = 0
  let loading: Promise<Module> | null = null
  const load = async (): Promise<Module> => {
    // A browser remembers that a module could not be fetched; under another address it tries again.
    const address = attempts ? `${script}?${attempts}` : script
    await verified(address, integrity)
    return import(address)
  }
  return () => {
    loading ??= load()
    loading.catch(() => {
      loading = null
      attempts += 1
    })
    return loading
  }
}
