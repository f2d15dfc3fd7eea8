/** A letter as plain text and as HTML with the same content: no image, script or font, nothing loaded. */
import type { Letter } from './letter.ts'

const columns = 72

/** Lines of at most 72 characters; a longer word, such as a link, gets a line to itself. */
const wrap = (text: string, indent = ''): string => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && indent.length + line.length + 1 + word.length > columns) {
      lines.push(indent + line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  return [...lines, indent + line].join('\n')
}

const factLines = (facts: Letter['facts']): string => {
  const width = Math.max(0, ...facts.map(([label]) => label.length)) + 4
  return facts
    .map(([label, value]) => `  ${label.padEnd(width - 2)}${wrap(value, ' '.repeat(width)).trimStart()}`)
    .join('\n')
}

export const renderText = (letter: Letter): string =>
  [
    letter.greeting,
    ...letter.opening.map(text => wrap(text)),
    factLines(letter.facts),
    ...letter.closing.map(text => wrap(text)),
    ...(letter.link ? [`${letter.link.label}:\n${letter.link.url}`] : []),
    ...letter.notes.map(
      note =>
        note.heading +
        (note.text ? `\n${wrap(note.text, '  ')}` : '') +
        (note.list ?? []).map(line => `\n  - ${wrap(line, '    ').trimStart()}`).join('') +
        (note.code === undefined ? '' : `\n\n  ${note.code}`),
    ),
    `${'-'.repeat(columns)}\n${letter.footer.map(({ text, url }) => wrap(text) + (url === null ? '' : `\n${url}`)).join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n')

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escape = (text: string): string => text.replace(/[&<>"']/g, character => entities[character] ?? character)

/**
 * The colours stay readable on white and on black in programs that invert them by themselves; programs that ask for
 * dark colours get the second set. The style element repeats the inline styles, for programs that drop it.
 */
const style = `:root{color-scheme:light dark}
.quiet{color:#57606a}
@media (prefers-color-scheme:dark){.page{background:#15191d!important;color:#e6e9ec!important}.quiet{color:#a5adb5!important}.rule{border-color:#3a424a!important}.link{color:#7cc4bd!important}.button{background:#7cc4bd!important;color:#10201e!important}}`

const font = 'font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif'
const mono =
  'font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere;word-break:break-all'

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escape(text)}</p>`

const factRow = ([label, value]: Letter['facts'][number]): string =>
  `<tr><th class="quiet" scope="row" style="padding:4px 16px 4px 0;font-weight:400;text-align:start;vertical-align:top;white-space:nowrap">${escape(label)}</th>
<td style="padding:4px 0;font-weight:600;overflow-wrap:anywhere">${escape(value)}</td></tr>`

const list = (lines: readonly string[]): string =>
  `<ul style="margin:0 0 8px;padding-inline-start:24px">${lines.map(line => `<li style="margin:0 0 4px">${escape(line)}</li>`).join('')}</ul>\n`

const note = ({ heading, text, code, list: lines }: Letter['notes'][number]): string =>
  `<h2 style="margin:24px 0 4px;font-size:16px;line-height:1.5">${escape(heading)}</h2>
${text ? `<p style="margin:0 0 8px">${escape(text)}</p>\n` : ''}${lines ? list(lines) : ''}${code === undefined ? '' : `<p style="margin:0 0 8px;${mono}">${escape(code)}</p>\n`}`

const footerLine = ({ text, url }: Letter['footer'][number]): string =>
  url === null
    ? escape(text)
    : `${escape(text)} <a class="link" style="color:#0b6b63;overflow-wrap:anywhere" href="${escape(url)}">${escape(url)}</a>`

const button = ({ label, url, copy }: NonNullable<Letter['link']>): string =>
  `<p style="margin:24px 0 8px"><a class="button" style="display:inline-block;padding:12px 24px;border-radius:6px;background:#0b6b63;color:#ffffff;font-weight:600;text-decoration:none" href="${escape(url)}">${escape(label)}</a></p>
<p class="quiet" style="margin:0 0 4px;font-size:14px">${escape(copy)}</p>
<p class="quiet" style="margin:0 0 24px;${mono}">${escape(url)}</p>`

export const renderHtml = (letter: Letter): string => `<!doctype html>
<html lang="${letter.language}" dir="${letter.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(letter.subject)}</title>
<style>
${style}
</style>
</head>
<body class="page" style="margin:0;padding:24px 16px;${font}">
<div role="article" lang="${letter.language}" dir="${letter.direction}" style="max-width:600px;margin:0 auto;overflow-wrap:anywhere">
${paragraph(letter.greeting)}
${letter.opening.map(paragraph).join('\n')}
<table class="rule" style="width:100%;margin:0 0 16px;border-collapse:collapse;border:solid #c9d1d9;border-width:1px 0">
${letter.facts.map(factRow).join('\n')}
</table>
${letter.closing.map(paragraph).join('\n')}
${letter.link ? button(letter.link) : ''}
${letter.notes.map(note).join('\n')}
<p class="quiet rule" style="margin:32px 0 0;padding:16px 0 0;border-top:1px solid #c9d1d9;font-size:14px">
${letter.footer.map(footerLine).join('<br>\n')}
</p>
</div>
</body>
</html>
`
