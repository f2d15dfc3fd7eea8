/** Every review, those that are over too. */
import type { JSX } from 'preact'
import { href } from '../../kit/address.ts'
import { words } from '../words/en.ts'
import { Reviews } from './list.tsx'

export const { title } = words.home

export const Page = (): JSX.Element => (
  <Reviews>
    <h1 tabIndex={-1}>{title}</h1>
    <a class="button" href={href('/prepare')}>
      {words.composer.title}
    </a>
  </Reviews>
)
