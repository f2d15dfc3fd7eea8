/** The first of three screens: which incident is reviewed. */
import type { JSX } from 'preact'
import { words } from '../words/en.ts'
import { Composer } from './composer.tsx'

export const { title } = words.composer

export const Page = (): JSX.Element => (
  <div class="narrow">
    <h1 tabIndex={-1}>{title}</h1>
    <Composer />
  </div>
)
