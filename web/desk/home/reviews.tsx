/** Every review, those that are over too. */
import type { JSX } from 'preact'
import { words } from '../words/en.ts'
import { Reviews } from './list.tsx'

export const { title } = words.home

export const Page = (): JSX.Element => <Reviews title={title} past />
