/** Texts that try to be more than text. */
import * as fc from 'fast-check'
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import { facts, observations, synthesis } from './fixture.ts'

const log = Array.from(
  { length: 300 },
  (_, line) =>
    `2026-11-17T13:${String(line % 60).padStart(2, '0')}:00Z  WARN\t[pool-${line}] <waiting> {"free": 0, "n": ${line}} | *** \\`,
).join('\n')

export const samples: readonly string[] = [
  '# A heading that is none',
  'Setext\n===',
  'Setext\n---',
  '- an item\n- another',
  '1. one\n2) two',
  '> quoted',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  'a | b\n--|--\n1 | 2',
  '```\nfence that closes early\n```\n# out',
  '~~~\ntilde fence',
  '````` five `````',
  'the `max_connections` flag, and `` a ` b ``, and a lone ` tick',
  '[a link](https://example.org) and ![a picture](https://example.org/p.png)',
  '[ref]: https://example.org "title"',
  'Done already. [PR] and [ERROR] 12:00 and [a] [b] and [[c]] and [d]: e and ![f] and [x] done',
  '[ERROR] pool empty',
  '[x] done',
  'footnote[^1]\n\n[^1]: its text',
  'bare https://example.org/a_b_c?d=*e* and www.example.org and someone@example.org',
  '<https://example.org> <b>bold</b> <!-- gone --> <script>alert(1)</script> </textarea></style></p>',
  '<img src=x onerror=alert(1)> "quoted" \'too\' &amp; &lt; &#60; &copy; &nosuch; & alone',
  '*em* **strong** _em_ __strong__ ***both*** snake_case_name 2 * 3 * 4 ~~gone~~ ~5 minutes',
  '$x$ and $$y$$ and 5 $',
  'C:\\new\\table \\* \\\\server\\share \\',
  '=HYPERLINK("https://example.org","click") and +1 and -1 and @SUM(A1)',
  '---',
  '***',
  '===',
  '    indented like code',
  'two  spaces and a\ttab',
  '  both ends  ',
  '\n\nempty lines around\n\n',
  'a\n\n\n\nb',
  'first paragraph\n\nsecond paragraph\nsecond line',
  '# \n## x #\n#hash',
  'null \u0000, bell \u0007, escape \u001b[31mred\u001b[0m, delete \u007f, next line \u0085 and \u2028 and \r\n and \r end',
  'half a pair \ud83d, not a character \ufffe \uffff, replacement \ufffd',
  'מה ראית, ומתי? ماذا رأيت؟ \u202eoverride\u202c \u2066isolate\u2069',
  '👩‍💻 🧯 👍🏽 and 日本語の文章 and e\u0301',
  '\u00a0no-break at the start, ideographic\u3000space, zero\u200bwidth, \ufeff',
  'https://example.org',
  'HTTPS://EXAMPLE.ORG/X and ftp://example.org and mailto:a@example.org',
  'trailing hashes ##',
  '#',
  ']]> <![CDATA[ x ]]> <?php echo 1 ?>',
  'statement 3 (statements 1, 2)',
  log,
  'word '.repeat(2000).trim(),
]

const fragment = fc.oneof(
  { arbitrary: fc.constantFrom(...samples.filter(text => text.length < 300)), weight: 4 },
  {
    arbitrary: fc.constantFrom(
      '\n',
      '\n\n',
      ' ',
      '  ',
      '\t',
      '\r\n',
      '`',
      '``',
      '```',
      '*',
      '**',
      '_',
      '__',
      '~',
      '~~',
      '[',
      ']',
      '](',
      ')',
      '![',

      '<',
      '>',
      '</',
      '<!--',
      '-->',
      '&',
      '&amp',
      ';',
      '#',
      '##',
      '|',
      '|-',
      '---',
      '===',
      '\\',
      '$',
      '1.',
      '12)',
      '+',
      '- ',

      'http://',
      'www.',
      '@',
      '.',
      ':',
      ': ',
      '://',
      'a',
      'word',
      'x_y',
      '"',
      "'",
      '\u0000',
      '\u0008',
      '\ud800',
      '\u00a0',
      'ß',
      '語',
    ),
    weight: 8,
  },
  { arbitrary: fc.string({ unit: 'binary', maxLength: 12 }), weight: 1 },
  { arbitrary: fc.string({ maxLength: 12 }), weight: 1 },
)

export const nasty: fc.Arbitrary<string> = fc
  .array(fragment, { minLength: 1, maxLength: 14 })
  .map(parts => parts.join(''))
  .filter(text => text.trim() !== '')

/** The same without the white space that only a code block can keep. */
export const prose: fc.Arbitrary<string> = nasty
  .map(text =>
    text
      .split(/\s*[\n\r]\s*/)
      .map(line => line.replace(/\s+/g, ' ').trim())
      .filter(Boolean)
      .slice(0, 12)
      .join('\n'),
  )
  .filter(text => text !== '')

/** A simple sentence of the kinds most people send. */
export const simple: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      'the',
      'pool',
      "didn't",
      'v1.2.3',
      'tools/rollback.sh',
      'max_connections',
      '`retry_count`',
      'on-call',
      '(twice)',
      '[PR]',
      '19:05',
      '40 %',
      'e.g.',
    ),
    { minLength: 1, maxLength: 15 },
  )
  .map(words => `We saw ${words.join(' ')}.`)

/** The agenda of these texts: the first two make a theme, with titles and a name that are as nasty. */
export const agendaOf = (texts: readonly string[], title: string): Agenda => {
  const [pattern] = observations
  if (!pattern) throw new Error('the fixture has observations')
  const said = texts.map((text, index) => ({ ...pattern, id: `obs-${index}`, text, pseudonym: null }))
  const ids = said.map(one => one.id)
  return layOutAgenda(
    {
      ...synthesis,
      themes: [
        {
          id: 'theme-1',
          title,
          voices: 2,
          apart: 0,
          observationIds: ids.slice(0, 2),
          quotes: ids.slice(0, 2).map((observationId, index) => ({ observationId, text: texts[index] ?? '' })),
        },
      ],
      raisedOnce: ids.slice(2),
      observations: said.map((one, index) => (index === 0 ? { ...one, signedBy: title } : one)),
      nonAnswers: 0,
      disagreements: [],
      conditions: [{ text: title, observationIds: ids.slice(0, 1) }],
      vendorObservationIds: [],
      proposals: [],
      strengths: [],
    },
    { ...facts, title, summary: title, services: [title] },
  )
}
