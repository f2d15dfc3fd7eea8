/** A script fetched when it is first wanted, and again where the network was down. */
export const retrying = <Module>(address: string): (() => Promise<Module>) => {
  let attempts = 0
  let loading: Promise<Module> | null = null
  return () => {
    // A browser remembers that a module could not be fetched; under another address it tries again.
    loading ??= import(attempts ? `${address}?${attempts}` : address)
    loading.catch(() => {
      loading = null
      attempts += 1
    })
    return loading
  }
}
