/** The local world's own pages: plain HTML without a script. */
import type { ServerResponse } from 'node:http'
import { send } from './http.ts'

export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const style = `
:root { color-scheme: light dark; --line: #c9cdd4; --quiet: #545b66; --accent: #155e63; --paper: #ffffff; --ink: #1c2024 }
@media (prefers-color-scheme: dark) {
  :root { --line: #3d444d; --quiet: #a7afba; --accent: #6cc5c9; --paper: #16191d; --ink: #e8eaed }
}
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1.25rem 4rem; font: 1rem/1.5 system-ui, sans-serif;
  background: var(--paper); color: var(--ink) }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
p { margin: .25rem 0 1rem }
a { color: var(--accent) }
.quiet { color: var(--quiet) }
ul.plain { list-style: none; margin: 0; padding: 0 }
button, input { font: inherit; color: inherit; min-height: 2.75rem; padding: .5rem .9rem; border: 1px solid var(--line);
  border-radius: .5rem; background: var(--paper) }
button { cursor: pointer }
button:hover { border-color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.persona button { width: 100%; text-align: start; padding: .8rem 1rem; margin-bottom: .6rem }
.persona strong { display: block }
form.row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: 0 0 .8rem }
label { display: grid; gap: .2rem }
details { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 .6rem; padding: 0 1rem }
summary { cursor: pointer; padding: .7rem 0; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: .95rem/1.5 ui-monospace, monospace }
iframe { width: 100%; height: 26rem; border: 1px solid var(--line); border-radius: .5rem; background: #fff }
`

/** Inline style and sandboxed mails, forms to this origin, nothing else: no script runs on these pages. */
const pageHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

/** `body` is HTML: what comes from elsewhere has gone through `escape`. */
export const pageOf = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`

export const sendPage = (response: ServerResponse, status: number, title: string, body: string): void =>
  send(response, status, 'text/html; charset=utf-8', pageOf(title, body), pageHeaders)
