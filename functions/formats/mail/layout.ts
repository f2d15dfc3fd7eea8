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

const noteLines = (note: Letter['notes'][number]): string =>
  note.heading +
  (note.text ? `\n${wrap(note.text)}` : '') +
  (note.list ?? []).map(line => `\n  - ${wrap(line, '    ').trimStart()}`).join('') +
  (note.code === undefined ? '' : `\n\n  ${note.code}`)

/** The link stands alone on its line with nothing before or behind it, so that a copied line is the whole of it. */
export const renderText = (letter: Letter): string =>
  [
    letter.greeting,
    ...letter.opening.map(text => wrap(text)),
    factLines(letter.facts),
    ...letter.closing.map(text => wrap(text)),
    ...(letter.link ? [`${letter.link.label}:\n${letter.link.url}`] : []),
    ...(letter.after ?? []).map(text => wrap(text)),
    ...letter.notes.map(noteLines),
    ...(letter.thanks ? [wrap(letter.thanks)] : []),
    ...(letter.signedBy ? [`${letter.signedBy.name}\n${letter.signedBy.role}`] : []),
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
.quiet{color:#535d66}
a:focus-visible{outline:3px solid #0c615c;outline-offset:3px}
@media (prefers-color-scheme:dark){.page{background:#0e141b!important;color:#ebe7de!important}.quiet{color:#a7b1ba!important}.rule{border-color:#2b3743!important}.link{color:#86d8cd!important}.button{background:#74cfc3!important;color:#05211e!important}a:focus-visible{outline-color:#8fe3d8}}`

const sans = "font:16px/1.55 'Segoe UI',-apple-system,Roboto,'Helvetica Neue','Nimbus Sans',Arial,sans-serif"
const serif = "'Iowan Old Style',Palatino,'Palatino Linotype',P052,Georgia,serif"
const mono =
  'font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere;word-break:break-all'

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escape(text)}</p>`

const factRow = ([label, value]: Letter['facts'][number]): string =>
  `<tr><th class="quiet" scope="row" style="padding:4px 16px 4px 0;color:#535d66;font-weight:400;text-align:start;vertical-align:top">${escape(label)}</th>
<td style="padding:4px 0;font-weight:600;overflow-wrap:anywhere">${escape(value)}</td></tr>`

const factTable = (facts: Letter['facts']): string =>
  facts.length === 0
    ? ''
    : `<table class="rule" style="width:100%;margin:0 0 16px;border-collapse:collapse;border:solid #ddd7c9;border-width:1px 0">
${facts.map(factRow).join('\n')}
</table>`

const list = (lines: readonly string[]): string =>
  `<ul style="margin:0 0 16px;padding-inline-start:24px">${lines.map(line => `<li style="margin:0 0 4px">${escape(line)}</li>`).join('')}</ul>\n`

const note = ({ heading, text, code, list: lines }: Letter['notes'][number]): string =>
  `<h2 style="margin:24px 0 4px;font-size:16px;line-height:1.3">${escape(heading)}</h2>
${text ? `<p style="margin:0 0 16px">${escape(text)}</p>\n` : ''}${lines ? list(lines) : ''}${code === undefined ? '' : `<p style="margin:0 0 8px;${mono}">${escape(code)}</p>\n`}`

const anchor = (url: string): string =>
  `<a class="link" style="color:#0b5a55;overflow-wrap:anywhere" href="${escape(url)}">${escape(url)}</a>`

const footerLine = ({ text, url }: Letter['footer'][number]): string =>
  url === null ? escape(text) : `${escape(text)} ${anchor(url)}`

const button = ({ label, url, copy }: NonNullable<Letter['link']>): string =>
  `<p style="margin:24px 0 8px"><a class="button" style="display:inline-block;padding:13px 22px;border-radius:10px;background:#0c615c;color:#ffffff;font-weight:600;text-decoration:none" href="${escape(url)}">${escape(label)}</a></p>
<p class="quiet" style="margin:0 0 24px;font-size:14px;color:#535d66">${escape(copy)} ${anchor(url)}</p>`

const signature = ({ name, role }: NonNullable<Letter['signedBy']>): string =>
  `<p style="margin:0 0 24px"><b>${escape(name)}</b><br><span class="quiet" style="font-size:14px;color:#535d66">${escape(role)}</span></p>`

export const renderHtml = (letter: Letter): string => `<!doctype html>
<html lang="${letter.language}" dir="${letter.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escape(letter.subject)}</title>
<style>
${style}
</style>
</head>
<body class="page" style="margin:0;background:#ffffff;color:#17212b">
<div class="page" role="article" lang="${letter.language}" dir="${letter.direction}" style="max-width:560px;margin:0 auto;padding:24px 20px;background:#ffffff;color:#17212b;overflow-wrap:anywhere;${sans}">
${letter.heading ? `<h1 style="margin:0 0 16px;font:600 22px/1.25 ${serif}">${escape(letter.heading)}</h1>` : ''}
${paragraph(letter.greeting)}
${letter.opening.map(paragraph).join('\n')}
${factTable(letter.facts)}
${letter.closing.map(paragraph).join('\n')}
${letter.link ? button(letter.link) : ''}
${(letter.after ?? []).map(paragraph).join('\n')}
${letter.notes.map(note).join('\n')}
${letter.thanks ? paragraph(letter.thanks) : ''}
${letter.signedBy ? signature(letter.signedBy) : ''}
<p class="quiet rule" style="margin:24px 0 0;padding:16px 0 0;border-top:1px solid #ddd7c9;font-size:14px;color:#535d66">
${letter.footer.map(footerLine).join('<br>\n')}
</p>
</div>
</body>
</html>
`
