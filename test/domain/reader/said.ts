/** A survey's statements for tests of the reader, and proposals by number without the reader having to count. */
import { accept } from '../../../functions/domain/reader/accept.ts'
import { type Reading, synthesizeRead } from '../../../functions/domain/reader/apply.ts'
import { numbered, type ReaderRequest, requestOf } from '../../../functions/domain/reader/request.ts'
import type { NamedPerson, Statement, Synthesis } from '../../../functions/domain/synthesis/schema.ts'
import { sortOut } from '../../../functions/domain/synthesis/synthesis.ts'

export const people: NamedPerson[] = [{ name: 'Bob Muster', email: 'bob.muster@example.com' }]

export const said = (id: string, text: string, rest: Partial<Statement> = {}): Statement => ({
  id,
  text,
  item: null,
  purpose: 'moment',
  apart: false,
  voice: `writer-${id}`,
  choice: 'verbatim',
  pseudonym: `Calm ${id}`,
  signedBy: null,
  mayBeRead: true,
  ...rest,
})

export const boiler = [
  said('late', 'The page for the boiler reached me forty minutes after the valve had closed'),
  said('unwoken', 'Nobody was woken although the pressure was down for most of an hour'),
  said('never', 'My phone stayed silent all night and I saw it in the morning'),
  said('manual', 'The manual names a valve that was taken out two years ago'),
  said('spare', 'We had one spare gasket in the cellar'),
  said('nospare', 'Nothing was left on the shelf when I went to look downstairs'),
  said('better', 'A second gauge next to the valve', { purpose: 'anything' }),
  said('shame', 'I have felt sick since and I cannot sleep because of my mistake'),
  said('quiet', 'The page for the boiler reached me forty minutes late, on a phone that nobody carries', {
    choice: 'themes-only',
  }),
  said('apart', 'I would not say it aloud, the gauge was painted over', { apart: true, pseudonym: null }),
  said('signed', 'I closed the valve by hand, ask me', { choice: 'signed', signedBy: 'Ann Example', pseudonym: null }),
  said('refused', 'The gauge in the hall was broken since spring', { mayBeRead: false }),
  said('nothing', 'n/a'),
]

export const requestFor = (statements: readonly Statement[]): ReaderRequest => {
  const request = requestOf(numbered(sortOut(statements, people).open))
  if (!request) throw new Error('nothing to read')
  return request
}

/** The number of the statement that begins so. */
export const numberIn = (request: ReaderRequest, beginning: string): number => {
  const found = request.statements.find(({ text }) => text.startsWith(beginning))
  if (!found) throw new Error(`no statement begins with ${beginning}`)
  return found.number
}

export const readWith = (
  statements: readonly Statement[],
  proposalOf: (of: (beginning: string) => number) => unknown,
): Synthesis => {
  const request = requestFor(statements)
  const proposal = proposalOf(beginning => numberIn(request, beginning))
  const reading: Reading = { model: 'model-of-tests', accepted: accept(proposal, request, people) }
  return synthesizeRead(statements, people, reading)
}

/** A theme of three who were not woken, as a good reader would propose it. */
export const unwoken = (of: (beginning: string) => number) => ({
  title: 'The page that reached nobody in the night',
  criterion: 'Says that the page or the phone did not reach somebody in time.',
  question: 'What does a page pass through between the boiler and a phone at night?',
  members: [
    { statement: of('The page'), quote: 'reached me forty minutes after' },
    { statement: of('Nobody was woken'), quote: 'Nobody was woken' },
    { statement: of('My phone'), quote: 'My phone stayed silent' },
  ],
})
