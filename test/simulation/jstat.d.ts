declare module 'jstat' {
  const jstat: {
    readonly normal: {
      readonly inv: (p: number, mean: number, sd: number) => number
      readonly cdf: (x: number, mean: number, sd: number) => number
    }
    readonly studentt: {
      readonly inv: (p: number, freedom: number) => number
      readonly cdf: (x: number, freedom: number) => number
    }
  }
  export default jstat
}
