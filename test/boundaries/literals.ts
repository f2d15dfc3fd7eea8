/** English that stands in the code: words belong to a catalogue. Read from the syntax, so that a class or a key is no word. */
import { transformSync } from 'esbuild'
import { parseAst } from 'vitest/node'
import type { Source } from './sources.ts'

interface Node {
  readonly type: string
  readonly [part: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
const nodeOf = (value: unknown): Node => (isNode(value) ? value : { type: 'nothing' })
const listOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])

const partsOf = (node: Node): Node[] =>
  Object.values(node).flatMap(value => (Array.isArray(value) ? listOf(value) : isNode(value) ? [value] : []))

const quasiText = (node: Node): string => {
  const value: unknown = node['value']
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : ''
}

/** What an expression may come to, as far as it is written there; what a function makes of its arguments is its own matter. */
const written = (node: Node): string[] => {
  switch (node.type) {
    case 'Literal':
      return typeof node['value'] === 'string' ? [node['value']] : []
    case 'TemplateLiteral':
      return [listOf(node['quasis']).map(quasiText).join('\u0000'), ...listOf(node['expressions']).flatMap(written)]
    case 'ConditionalExpression':
      return [...written(nodeOf(node['consequent'])), ...written(nodeOf(node['alternate']))]
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [...written(nodeOf(node['left'])), ...written(nodeOf(node['right']))]
    case 'ArrayExpression':
      return listOf(node['elements']).flatMap(written)
    default:
      return []
  }
}

const nameOf = (node: Node): string => {
  if (node.type === 'Identifier') return String(node['name'])
  if (node.type === 'MemberExpression') return nameOf(nodeOf(node['property']))
  return node.type === 'Literal' ? String(node['value']) : ''
}

/** What a reader sees or is told of an element. */
const shown = /^(children|aria-label|ariaLabel|title|placeholder|alt|label|hint|heading|textContent|innerText)$/

const ofProperties = (node: Node): string[] =>
  listOf(node['properties'])
    .filter(each => shown.test(nameOf(nodeOf(each['key']))))
    .flatMap(each => written(nodeOf(each['value'])))

/** Markup between tags, and the attributes that are read out. */
const ofMarkup = (node: Node): string[] => {
  const markup = listOf(nodeOf(node['quasi'])['quasis']).map(quasiText).join('\u0000')
  const attributes = [...markup.matchAll(/\b(?:aria-label|title|placeholder|alt)="?([^">]*)/g)].map(
    ([, text = '']) => text,
  )
  // An attribute by itself, to be put into a tag.
  const isPiece = /^\s*[a-z-]+(=[^<]*)?$/.test(markup)
  return isPiece ? attributes : [...attributes, ...markup.replaceAll(/<[^>]*>/g, '\n').split('\n')]
}

const onPage = (node: Node): string[] => {
  const called = node.type === 'CallExpression' ? nameOf(nodeOf(node['callee'])) : ''
  const given = listOf(node['arguments'])
  if (/^jsxs?$/.test(called)) return ofProperties(nodeOf(given[1]))
  if (called === 'el') return [...ofProperties(nodeOf(given[1])), ...given.slice(2).flatMap(written)]
  if (called === 'button') return written(nodeOf(given[0]))
  if (node.type === 'AssignmentExpression' && shown.test(nameOf(nodeOf(node['left']))))
    return written(nodeOf(node['right']))
  return node.type === 'TaggedTemplateExpression' && nameOf(nodeOf(node['tag'])) === 'html' ? ofMarkup(node) : []
}

/** A refusal's detail, the sentence beside a place in what was sent, and whatever a document or a mail is made of. */
const onServer = (node: Node): string[] => {
  if (node.type === 'NewExpression' && nameOf(nodeOf(node['callee'])) === 'Refusal')
    return written(nodeOf(listOf(node['arguments'])[1]))
  return node.type === 'Property' && nameOf(nodeOf(node['key'])) === 'message' ? written(nodeOf(node['value'])) : []
}
/** Two words that follow each other: an id, a class or a header is none. */
const sentence = /\p{L}{2,}[,.:;]? \p{L}{2,}/u
const isStyle = /\{[^}]*:[^}]*;[^}]*\}/
const inDocument = (node: Node): string[] =>
  node.type === 'Literal' || node.type === 'TemplateLiteral'
    ? written(node)
        .map(text => text.replaceAll(/<[^>]*>/g, '\u0000'))
        .filter(text => sentence.test(text) && !isStyle.test(text))
    : []

/** Whoever reports a mistake of ours writes it for us. */
const isForUs = (node: Node): boolean =>
  node.type === 'ImportDeclaration' ||
  (node.type === 'NewExpression' && nameOf(nodeOf(node['callee'])).endsWith('Error'))

const found = (node: Node, look: (node: Node) => string[]): string[] =>
  isForUs(node) ? [] : [...look(node), ...partsOf(node).flatMap(part => found(part, look))]

const isWords = /\/words[/-]/
const pages = /^web\//
const server = /^functions\//
/** Where whole documents and mails are made; how they look is no word. */
const documents =
  /^functions\/(formats\/(?!html-style|docx\/|mail\/layout)|domain\/(trends|learning-review|mail|terms)\/)/
/** What a person calls this product everywhere. */
const product = /\bMurmur\b/g

/** Each as `file: what it says`. */
export const literalViolations = ({ file, code }: Source): string[] => {
  if (isWords.test(file) || !(pages.test(file) || server.test(file))) return []
  const { code: plain } = transformSync(code, {
    loader: file.endsWith('x') ? 'tsx' : 'ts',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
  })
  const tree = parseAst(plain) as unknown as Node
  const texts = pages.test(file)
    ? found(tree, onPage)
    : [...found(tree, onServer), ...(documents.test(file) ? found(tree, inDocument) : [])]
  return [...new Set(texts)]
    .filter(text => /\p{L}{2}/u.test(text.replaceAll(product, '')))
    .map(text => `${file}: ${text.replaceAll('\u0000', '…').trim()}`)
}
