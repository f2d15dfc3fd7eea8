/** Which contributing factor is spoken of in which theme, and in how many statements. */
import type { JSX } from 'preact'
import type { Agenda } from '../../../functions/domain/agenda/schema.ts'
import { usedFactors } from '../../../functions/domain/agenda/settle.ts'
import { factorNames } from '../../../functions/domain/agenda/words.ts'
import { words } from '../words/en.ts'

export const Matrix = ({ agenda }: { agenda: Agenda }): JSX.Element | null => {
  const factors = usedFactors(agenda)
  if (factors.length === 0) return null
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={words.agenda.matrix}>
      <table class="matrix">
        <caption>{words.agenda.matrix}</caption>
        <thead>
          <tr>
            <th scope="col">{words.agenda.theme}</th>
            {factors.map(factor => (
              <th scope="col" key={factor}>
                {factorNames[factor]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {agenda.matrix.map((row, index) => (
            <tr key={`${index} ${row.itemId}`}>
              <th scope="row">{row.title}</th>
              {factors.map(factor => (
                <td key={factor}>{row.factors[factor] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
