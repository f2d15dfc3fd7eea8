/** What every HTML file is: one document for screen and paper, without scripts or requests. */
import { oneLine } from '../domain/agenda/plain.ts'

/** For text, never for attributes (none here holds text): quotes stay bare, so that a plain sentence stands as it is. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
export const line = (text: string): string => escapeText(oneLine(text))

interface Page {
  readonly language: string
  /** As text. */
  readonly title: string
  readonly style: string
  /** As HTML. */
  readonly main: string
  /** Light whatever the screen's scheme. */
  readonly isLight?: boolean
}

/** A policy in the head forbids scripts and requests, wherever the file is opened. */
export const htmlPage = ({ language, title, style, main, isLight = false }: Page): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
${isLight ? '<meta name="color-scheme" content="only light">\n' : ''}<title>${escapeText(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`
