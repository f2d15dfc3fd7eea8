/**
 * The normal distribution and Student's t, accurate to about 1e-14. simple-statistics looks the normal up in a table of
 * three decimals and has no t; jstat's inverses stop at 1e-8.
 */

const tiny = 1e-300
const precision = 1e-16
const mostTerms = 500

/** ln of the gamma function by Lanczos with g = 607/128 and 15 terms (Godfrey 2001): 15 digits for x > 0. */
export const logGamma = (x: number): number => {
  const terms = [
    57.15623566586292, -59.59796035547549, 14.136097974741746, -0.4919138160976202, 3.399464998481189e-5,
    4.652362892704858e-5, -9.837447530487956e-5, 0.0001580887032249125, -0.00021026444172410488, 0.00021743961811521265,
    -0.0001643181065367639, 8.441822398385275e-5, -2.6190838401581408e-5, 3.6899182659531625e-6,
  ]
  const sum = terms.reduce((total, term, index) => total + term / (x + index + 1), 0.9999999999999971)
  const t = x + 5.2421875
  return (x + 0.5) * Math.log(t) - t + Math.log((2.5066282746310007 * sum) / x)
}

/** ln of the number of ways to choose k of n. */
export const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)

/** Continued fraction by Lentz's method: `next(i)` gives the i-th pair (a, b) of b0 + a1/(b1 + a2/(b2 + ...)). */
const lentz = (b0: number, next: (index: number) => readonly [a: number, b: number]): number => {
  let f = b0 || tiny
  let c = f
  let d = 0
  for (let index = 1; index <= mostTerms; index += 1) {
    const [a, b] = next(index)
    d = 1 / (b + a * d || tiny)
    c = b + a / c || tiny
    f *= c * d
    if (Math.abs(c * d - 1) < precision) break
  }
  return f
}

/**
 * Complementary error function: a series below 2, a continued fraction (Abramowitz and Stegun 7.1.14) from there on.
 */
const erfc = (x: number): number => {
  if (x < 0) return 2 - erfc(-x)
  if (x < 2) {
    let term = x
    let sum = x
    for (let n = 1; Math.abs(term) > precision * Math.abs(sum) && n < mostTerms; n += 1) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum
  }
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / lentz(x, index => [index / 2, x])
}

/** P(Z > z). */
export const normalUpper = (z: number): number => erfc(z / Math.SQRT2) / 2

/** The z with P(Z <= z) = p, 0 < p < 1, by bisection down to neighbouring numbers; it is seldom needed. */
const normalQuantile = (p: number): number => inverse(z => 1 - normalUpper(z), p, 40)

/** Regularised incomplete beta function I_x(a, b) (Abramowitz and Stegun 26.5.8). */
const incompleteBeta = (a: number, b: number, x: number): number => {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, 1 - x)
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
  const fraction = lentz(1, index => {
    const m = Math.floor(index / 2)
    const top = index % 2 ? -(a + m) * (a + b + m) : m * (b - m)
    return [(top * x) / ((a + index - 1) * (a + index)), 1]
  })
  return front / fraction
}

/** P(T > t) with `freedom` degrees of freedom. */
export const studentUpper = (t: number, freedom: number): number => {
  const tail = incompleteBeta(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2
  return t >= 0 ? tail : 1 - tail
}

/** The t with P(T <= t) = p, 0 < p < 1. */
export const studentQuantile = (p: number, freedom: number): number =>
  p < 0.5 ? -studentQuantile(1 - p, freedom) : inverse(t => 1 - studentUpper(t, freedom), p, 1e8)

const inverse = (distribution: (x: number) => number, p: number, most: number): number => {
  let low = -most
  let high = most
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (distribution(middle) < p) low = middle
    else high = middle
  }
}

/** The z of a two-sided interval of this level, such as 0.95. */
export const twoSided = (level: number): number => normalQuantile((1 + level) / 2)
