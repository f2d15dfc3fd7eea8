/** The parts of a section, and how numbers are written in it. */
import type { Said } from './links.ts'

export type Block =
  | { readonly kind: 'sentence'; readonly text: string }
  | { readonly kind: 'list'; readonly title: string; readonly items: readonly Said[]; readonly after: string }
  | {
      readonly kind: 'chart'
      readonly title: string
      /** A bar each; the text says its value. */
      readonly bars: readonly { readonly name: string; readonly value: number }[]
    }
  | {
      readonly kind: 'table'
      readonly title: string
      /** Columns of figures are aligned right. */
      readonly columns: readonly { readonly name: string; readonly figures: boolean }[]
      readonly rows: readonly (readonly Said[])[]
      /** What is left out: 'and 12 further'. */
      readonly after: string
    }

export const sentence = (text: string): Block => ({ kind: 'sentence', text })

/** '43%'; a dash where it is not defined. */
export const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(share * 100)}%`)

/** Two decimals. */
export const decimal = (value: number | null): string => (value === null ? '–' : value.toFixed(2))

/** '0.03', '< 0.001' */
export const probability = (p: number | null): string =>
  p === null ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(p < 0.1 ? 3 : 2)

/** A difference is told as one only where its interval leaves zero out. */
export const isDetectable = ({ lo, hi }: { lo: number | null; hi: number | null }): boolean =>
  lo !== null && hi !== null && (lo > 0 || hi < 0)

/** A probability below this would come up by chance in fewer than one of twenty quarters. */
export const significance = 0.05

/** How many of `widest` signs a bar is long, beside the longest of its chart. */
export const barLength = (value: number, bars: readonly { readonly value: number }[], widest: number): number =>
  Math.round((value / Math.max(1, ...bars.map(bar => bar.value))) * widest)
