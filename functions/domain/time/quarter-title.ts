/** What a quarter is called. Nothing is imported here: small pages need no more of the calendar than this. */

/** Whether years are named after the one in which they end. */
export const isFiscal = ({ yearStartsIn }: { readonly yearStartsIn: number }): boolean => yearStartsIn !== 1

/** 'Q4 2026' for '2026-Q4', as mails and pages name it; 'Q4 FY2026' where the year is not that of calendars. */
export const quarterTitle = (quarter: string, calendar: { readonly yearStartsIn: number }): string =>
  `${quarter.slice(5)} ${isFiscal(calendar) ? 'FY' : ''}${quarter.slice(0, 4)}`
