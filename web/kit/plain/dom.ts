/** Elements made one by one: text is text, whatever it holds. */

type Attributes = Readonly<Record<string, string | boolean>>
export type Child = Node | string | null

export const el = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.filter(child => child !== null))
  return element
}

/** A button that only a person can press: a script's own click does nothing. */
export const button = (label: string, className: string, press: () => void): HTMLButtonElement => {
  const element = el('button', { type: 'button', class: className }, label)
  element.addEventListener('click', event => {
    if (event.isTrusted) press()
  })
  return element
}

export const byId = (id: string): HTMLElement | null => document.getElementById(id)
