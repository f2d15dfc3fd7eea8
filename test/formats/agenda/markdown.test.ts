import * as fc from 'fast-check'
import { type Token, lexer } from 'marked'
import { describe, expect, test } from 'vitest'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { agendaMarkdown } from '../../../functions/formats/agenda/markdown.ts'
import { oneLine, visible } from '../../../functions/domain/agenda/plain.ts'
import { facts, synthesis } from '../../domain/agenda/fixture.ts'
import { agendaOf, nasty, prose, samples, simple } from '../../domain/agenda/nasty.ts'

const inert = new Set([
  'heading',
  'paragraph',
  'text',
  'strong',
  'list',
  'list_item',
  'blockquote',
  'table',
  'space',
  'code',
  'codespan',
  'escape',
  'br',
  'link',
])

const childrenOf = (token: Token): Token[] => {
  const cells = token.type === 'table' ? [...token['header'], ...token['rows'].flat()] : []
  return [
    ...('tokens' in token && token.tokens ? token.tokens : []),
    ...(token.type === 'list' ? token['items'] : []),
    ...cells.flatMap(cell => cell.tokens),
  ]
}

const allTokens = (tokens: readonly Token[]): Token[] =>
  tokens.flatMap(token => [token, ...allTokens(childrenOf(token))])

/** Trailing line breaks are invisible. */
const ended = (text: string): string => text.replace(/\n+$/, '')

/** What a reader sees of a block. A code span keeps its backticks, which are part of the input. */
const shown = (token: Token): string => {
  switch (token.type) {
    case 'code':
    case 'escape':
      return token['text']
    case 'codespan':
      return token.raw
    case 'br':
      return '\n'
    case 'space':
      return '\n\n'
    default: {
      const children = childrenOf(token)
      return children.length > 0 ? children.map(shown).join('') : token.raw
    }
  }
}

const statementsOf = (markdown: string): string[] => {
  const blocks = lexer(markdown)
  const heads = blocks.flatMap((token, index) => (token.type === 'heading' && token['depth'] === 4 ? [index] : []))
  return heads.map(head => {
    const after = blocks.slice(head + 1)
    const end = after.findIndex(token => token.type === 'heading')
    const body = end === -1 ? after : after.slice(0, end)
    const [first] = body.filter(token => token.type !== 'space')
    if (first?.type === 'code') return ended(shown(first))
    return body.map(shown).join('').trim()
  })
}

const expectHarmless = (markdown: string): void => {
  const live = allTokens(lexer(markdown)).filter(
    token => !inert.has(token.type) || (token.type === 'link' && !/^#statement-\d+$/.test(token['href'])),
  )
  expect(live).toEqual([])
}

describe('input comes out complete, harmless, in one place', () => {
  test.each(samples.map(text => [text.slice(0, 40), text]))('%j', (_, text) => {
    const agenda = { ...agendaOf(['one thing', 'another', text], 'A plain title'), furtherThemesOnly: 0 }
    const markdown = agendaMarkdown(agenda)
    expectHarmless(markdown)
    expect(statementsOf(markdown)).toContain(ended(visible(text)))
  })

  test('any text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(nasty, prose), { minLength: 3, maxLength: 5 }), texts => {
        const plain = ['one thing', 'another', ...texts]
        const markdown = agendaMarkdown({ ...agendaOf(plain, 'A plain title'), furtherThemesOnly: 0 })
        expectHarmless(markdown)
        // What is alike stands together, in whatever order it was written.
        expect(statementsOf(markdown)).toEqual(expect.arrayContaining(texts.map(text => ended(visible(text)))))
      }),
      { numRuns: 100 },
    )
  })

  test('any title, name, question or fact stays on its line and has no effect', () => {
    fc.assert(
      fc.property(nasty, title => {
        const markdown = agendaMarkdown(agendaOf(['one thing', 'another', 'a third'], title))
        expectHarmless(markdown)
        const tokens = lexer(markdown)
        const [first] = tokens
        expect(first && shown(first)).toBe(oneLine(title))
        expect(tokens.filter(token => token.type === 'heading' && token['depth'] === 2)).toHaveLength(7)
        expect(tokens.filter(token => token.type === 'table')).toHaveLength(2)
      }),
      { numRuns: 80 },
    )
  })

  test('a simple sentence is in the file as it was typed', () => {
    fc.assert(
      fc.property(simple, text => {
        const markdown = agendaMarkdown(agendaOf(['one thing', 'another', text], 'A plain title'))
        expect(markdown).toContain(text)
      }),
    )
  })
})

test('the file of the small fixture is as agreed', async () => {
  await expect(agendaMarkdown(layOutAgenda(synthesis, facts))).toMatchFileSnapshot('../../vectors/agenda/sixty.md.txt')
})

test('the file of a meeting with one ballot is as agreed', async () => {
  const agenda = layOutAgenda(null, {
    ...facts,
    withheld: { reason: 'too_few_ballots', count: 1 },
    durationMinutes: 30,
  })
  await expect(agendaMarkdown(agenda)).toMatchFileSnapshot('../../vectors/agenda/withheld.md.txt')
})
