/** The frame of a page that nobody waits for: its style comes as a file of its own. */
import { directionOf, type Language } from '../../../functions/domain/language/language.ts'
import { html, type Markup } from './html.ts'

export interface Document {
  readonly language: Language
  readonly title: string
  readonly style: string
  readonly script: string | null
  readonly main: Markup
}

export const documentOf = ({ language, title, style, script, main }: Document): string =>
  html`<!doctype html>
    <html lang=${language} dir=${directionOf(language)}>
    <meta charset=utf-8>
    <meta name=viewport content="width=device-width,initial-scale=1">
    <meta name=referrer content=no-referrer>
    <meta name=robots content=noindex>
    <title>${title} · Murmur</title>
    <link rel=icon href=data:,>
    <link rel=stylesheet href=${style}>
    ${script ? html`<script type=module src=${script}></script>` : null}
    <body>
    <main>${main}</main>
  `.markup
