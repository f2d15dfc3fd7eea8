/** Hatches and dots: what colour says is said by them too. Ids are the drawing's own, so that it stands alone in a file. */
import type { JSX } from 'preact'

export type Fill = 'gap' | 'stripes' | 'dense' | 'dots'

export const fillOf = (id: string, fill: Fill): string => `url(#${id}-${fill})`

const Gap = ({ id }: { id: string }): JSX.Element => (
  <pattern id={`${id}-gap`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <line class="hatch-gap" x1="0" y1="0" x2="0" y2="7" />
  </pattern>
)

export const GapPattern = ({ id }: { id: string }): JSX.Element => (
  <defs>
    <Gap id={id} />
  </defs>
)

export const Patterns = ({ id }: { id: string }): JSX.Element => (
  <defs>
    <Gap id={id} />
    <pattern id={`${id}-stripes`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <rect class="low-back" width="6" height="6" />
      <line class="hatch-low" x1="0" y1="0" x2="0" y2="6" />
    </pattern>
    <pattern id={`${id}-dense`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <rect class="low-back" width="4" height="4" />
      <line class="hatch-low thick" x1="0" y1="0" x2="0" y2="4" />
    </pattern>
    <pattern id={`${id}-dots`} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="middle-back" width="6" height="6" />
      <circle class="dot" cx="3" cy="3" r="1" />
    </pattern>
  </defs>
)
