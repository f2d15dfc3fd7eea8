import { type Block, sentence, table } from './blocks.ts'
import { modeColumns, modeRows } from './outline-patterns.ts'
import type { SectionFigures } from './schema.ts'

export const forwardBlocks = ({ unaddressed, debts, investments }: SectionFigures<'forward'>): Block[] => [
  unaddressed.lines.length > 0
    ? table(
        'Recurring, and no open action works against it',
        modeColumns,
        modeRows(unaddressed.lines),
        unaddressed.further,
      )
    : sentence('Every failure mode that came back has an open action that works against it, or none came back.'),
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
