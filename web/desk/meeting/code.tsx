/** The way to the live channel: a picture to scan, an address and a word to type. */
import { encode } from 'uqr'
import type { JSX } from 'preact'

/** Dark on light in every colour scheme, since not every phone reads it the other way. */
export const Code = ({ url, label }: { url: string; label: string }): JSX.Element => {
  const { data, size } = encode(url, { ecc: 'M', border: 2 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg class="code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** 'murmur.example.com/live' and 'abcd-efgh-ijkl', as they are typed. */
export const typedParts = (url: string): { address: string; key: string } => ({
  address: url.replace(/^https?:\/\//, '').replace(/\/?#.*$/, ''),
  key: url.replace(/^.*#/, ''),
})
