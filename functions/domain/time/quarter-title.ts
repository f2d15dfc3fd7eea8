/** What a quarter is called. Nothing is imported here: small pages need no more of the calendar than this. */

interface Year {
  readonly yearStartsIn: number
}

/** Whether years are named after the one in which they end; they are not where nobody has said when one begins. */
export const isFiscal = (year?: Year): boolean => Number(year?.yearStartsIn) > 1

/** 'Q4 2026' for '2026-Q4', as mails and pages name it; 'Q4 FY2026' where the year is not that of calendars. */
export const quarterTitle = (quarter: string, year?: Year): string =>
  `${quarter.slice(5)} ${isFiscal(year) ? 'FY' : ''}${quarter.slice(0, 4)}`
