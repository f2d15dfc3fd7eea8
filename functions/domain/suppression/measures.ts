/** R4: means and shares that reveal what everybody in a group answered. */
import { fivePoints, type Scale } from './parameters.ts'

/** What R4 needs to know about a group's answers, already reverse-scored. */
export interface Profile {
  readonly n: number
  readonly sum: number
  readonly unfavourable: number
  readonly favourable: number
}

export const profileOf = (values: readonly number[], scale: Scale = fivePoints): Profile => ({
  n: values.length,
  sum: values.reduce((total, value) => total + value, 0),
  unfavourable: values.filter(value => value <= scale.unfavourableTo).length,
  favourable: values.filter(value => value >= scale.favourableFrom).length,
})

export const emptyProfile: Profile = { n: 0, sum: 0, unfavourable: 0, favourable: 0 }

export const joinProfiles = (profiles: readonly Profile[]): Profile =>
  profiles.reduce(
    (joined, { n, sum, unfavourable, favourable }) => ({
      n: joined.n + n,
      sum: joined.sum + sum,
      unfavourable: joined.unfavourable + unfavourable,
      favourable: joined.favourable + favourable,
    }),
    emptyProfile,
  )

export type Measure = 'mean' | 'favourable'

/** For the mean: everybody is in one band. For the share: nobody or everybody is in the upper band. */
export const allOrNone: Readonly<Record<Measure, (profile: Profile) => boolean>> = {
  mean: ({ n, unfavourable, favourable }) =>
    n > 0 && [unfavourable, favourable, n - unfavourable - favourable].includes(n),
  favourable: ({ n, favourable }) => n > 0 && (favourable === 0 || favourable === n),
}

/** How the top of the tree, which has no sibling to protect it, is shown: exactly, or as a bound. */
export type Top = { readonly kind: 'exact' | 'atMost' | 'atLeast'; readonly value: number }

/** The mean to one decimal; bounds are rounded away from the ends of the scale. */
export const topMean = ({ n, sum }: Profile, scale: Scale): Top => {
  const [bottom, top] = [scale.min * n + 1, scale.max * n - 1]
  if (sum <= bottom) return { kind: 'atMost', value: Math.ceil((10 * bottom) / n) / 10 }
  if (sum >= top) return { kind: 'atLeast', value: Math.floor((10 * top) / n) / 10 }
  return { kind: 'exact', value: sum / n }
}

/** In percent. */
export const topFavourable = ({ n, favourable }: Profile): Top => {
  if (favourable <= 1) return { kind: 'atMost', value: Math.ceil(100 / n) }
  if (favourable >= n - 1) return { kind: 'atLeast', value: Math.floor((100 * (n - 1)) / n) }
  return { kind: 'exact', value: (100 * favourable) / n }
}
