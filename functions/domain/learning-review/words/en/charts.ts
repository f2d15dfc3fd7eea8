/** What stands below the charts of a quarter's incidents on the trends. */
import { counted, coverageOf, tooFew } from './phrases.ts'

const nothing = 'No incident began in this quarter.'

/** `told`: enough is known to draw it. */
export const hoursSentence = (known: number, all: number): { told: boolean; sentence: string } => {
  const few =
    all === 0 ? nothing : tooFew(known, all, 'time of day, of clocks whose zone is known', 'when incidents begin')
  return few === null
    ? {
        told: true,
        sentence: `By the hour in which they began, on the clock of the incident’s own time zone${coverageOf(known, all, 'time of day')}.`,
      }
    : { told: false, sentence: few }
}

/** `known` is null where an older version counted, and kept no word of it. */
export const servicesSentence = (
  { known, all }: { readonly known: number | null; readonly all: number },
  drawn: number,
  services: number,
): string => {
  if (all === 0) return nothing
  if (services === 0) return `No incident of this quarter names a service.`
  const most =
    services > drawn
      ? ` Drawn are the ${drawn} with the most incidents, of ${counted(services, 'service', 'services')}.`
      : ''
  return `An incident of several services counts in each${coverageOf(known ?? all, all, 'service')}.${most}`
}
