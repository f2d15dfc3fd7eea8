import { answers } from '../../../incident/words/en.ts'
import { type Block, sentence } from '../../blocks.ts'
import { counted, incidentNamed, table } from './phrases.ts'
import { modeColumns, modeRows } from './patterns.ts'
import type { SectionFigures } from '../../schema.ts'

type Forward = SectionFigures<'forward'>

const answered = (name: string, answer: Forward['vendors']['lines'][number]['breakers']): string[] =>
  answer === null ? [] : [`${name}: ${answers[answer]}`]

const vendorBlocks = ({ lines, further }: Forward['vendors']): Block[] => {
  if (lines.length === 0) return []
  const open = lines.filter(({ outcome }) => outcome === null).length
  const which = further > 0 ? ' told here, the most severe,' : ''
  return [
    sentence(
      open === 0
        ? `Each failure from outside${which} has an action or a decision for its next time.`
        : `${counted(open, 'failure', 'failures')} from outside${which} ${open === 1 ? 'has' : 'have'} neither an action nor a decision for the next time.`,
    ),
    table(
      'Failures from outside: they will happen again',
      ['Incident', 'Vendor', '#Minutes until known', 'Our own side', 'What should happen', 'What follows'],
      lines.map(line => [
        [incidentNamed(line)],
        line.vendor,
        line.minutesUntilKnown === null ? '–' : String(line.minutesUntilKnown),
        [
          ...answered('breakers', line.breakers),
          ...answered('fallbacks', line.fallbacks),
          ...answered('vendor’s status in sight', line.statusInSight),
        ].join('; ') || 'not said yet',
        line.desiredBehaviour || 'not said yet',
        line.outcome ?? 'nothing yet',
      ]),
      further,
    ),
  ]
}

export const forwardBlocks = ({ unaddressed, vendors, debts, investments }: Forward): Block[] => [
  unaddressed.lines.length > 0
    ? table(
        'Recurring, and no open action works against it',
        modeColumns,
        modeRows(unaddressed.lines),
        unaddressed.further,
      )
    : sentence('No failure mode that is written down came back without an open action that works against it.'),
  ...vendorBlocks(vendors),
  debts.length > 0
    ? table(
        'Known debts with incident potential',
        ['Potential', 'Debt', 'Service'],
        debts.map(({ potential, text, service }) => [potential, text, service ?? '']),
      )
    : sentence('No known debt was entered for this quarter.'),
  investments.lines.length > 0
    ? table(
        'Proposed investments: leverage points that no action has taken up',
        ['Condition', 'Intervention', '#Incidents', '#Generalisability', '#Cost'],
        investments.lines.map(({ text, intervention, sightings, generalisability, cost }) => [
          text,
          intervention ?? '',
          String(sightings),
          String(generalisability),
          String(cost),
        ]),
        investments.further,
      )
    : sentence('The portfolio has no leverage point without an action.'),
]
