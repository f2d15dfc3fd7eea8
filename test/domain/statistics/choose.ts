/** The chance of each number of favourable answers among `n` of `N` people of whom `M` are favourable, by exact counting. */
export const chooseTable = (M: number, n: number, N: number): number[] => {
  const choose = (of: number, k: number): bigint => {
    if (k < 0 || k > of) return 0n
    let all = 1n
    for (let at = 1; at <= k; at += 1) all = (all * BigInt(of - k + at)) / BigInt(at)
    return all
  }
  const total = choose(N, n)
  const scale = 10n ** 18n
  return Array.from({ length: n + 1 }, (_, k) => Number((choose(M, k) * choose(N - M, n - k) * scale) / total) / 1e18)
}
