/** Markup made when the site is built: whatever is put into it is escaped unless it was made here itself. */

export interface Markup {
  readonly markup: string
}
type Part = string | number | Markup | null | readonly Part[]

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const render = (part: Part): string => {
  if (part === null) return ''
  if (typeof part === 'string' || typeof part === 'number') {
    return String(part).replaceAll(/[&<>"]/g, character => escapes[character] ?? character)
  }
  return 'markup' in part ? part.markup : part.map(render).join('')
}

/** Indentation of the template is left out: a page is counted by the byte. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: strings.map((text, index) => text.replaceAll(/\n\s*/g, '') + render(parts[index] ?? null)).join(''),
})

export const verbatim = (markup: string): Markup => ({ markup })
