/** English: what is known of the incident, of earlier actions and of conditions named before, as lines of an agenda. */
import type { Factor } from '../../synthesis/schema.ts'

export const factorNames: Readonly<Record<Factor | 'not classified', string>> = {
  automation: 'Automation',
  monitoring: 'Monitoring',
  documentation: 'Documentation',
  ownership: 'Ownership',
  deployment: 'Deployment',
  communication: 'Communication',
  playbooks: 'Playbooks',
  vendor: 'Vendor',
  capacity: 'Capacity',
  time_pressure: 'Time pressure',
  testing: 'Testing',
  safeguards: 'Safeguards',
  knowledge: 'Knowledge',
  'not classified': 'Not classified',
}

/** What stands of a span: '1 h 25 min', '40 min', '3 d 2 h'. */
export const span = (days: number, hours: number, minutes: number): string => {
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`
  return `${minutes} min`
}

export const incidentTimes = { detected: 'Detected', mitigated: 'Mitigated', resolved: 'Resolved' }
/** One of `incidentTimes`, and how long after the start. */
export const timeLine = (name: string, when: string, after: string | null): string =>
  `${name}: ${when}${after ? ` (${after} after the start)` : ''}`
export const dayAndTime = (day: string, time: string): string => `${day}, ${time}`
export const started = (when: string, zone: string): string => `Started: ${when} (${zone})`
/** Where no hour is known; `zone` is that of the other times, null where none has an hour. */
export const startedOn = (day: string, zone: string | null): string =>
  `Started: ${day}, at an hour that is not known${zone === null ? '' : ` (other times: ${zone})`}`
export const severityLine = (severity: string | null, services: string): string =>
  `Severity ${severity ?? 'not known'}${services ? `; services: ${services}` : ''}`
export const failureModes = (names: string): string => `Failure modes: ${names}`
export const deployment = 'A deployment played a part'
export const outside = (vendor: string): string => `Outside the house: ${vendor}`

export const began = (when: string, noticedAfter: string | null, overAfter: string | null): string =>
  [
    `Began ${when}`,
    ...(noticedAfter ? [`noticed after ${noticedAfter}`] : []),
    ...(overAfter ? [`over after ${overAfter}`] : []),
  ].join(', ')

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`
export const openFor = (count: number, inProgress: boolean): string =>
  `${inProgress ? 'in progress, ' : ''}open for ${days(count)}`
export const cameBack = (count: number, reason: string | null): string =>
  `deprioritised after ${days(count)}${reason ? ` (reason then: ${reason})` : ''}, and since then this failure mode came back`
/** Empty where it followed no incident. */
export const earlierAction = (title: string, owner: string, standing: string, incident: string): string =>
  `${title}: ${owner}, ${standing}${incident ? `, from "${incident}"` : ''}`

export const namedBefore = (text: string, reviews: number, isLeveragePoint: boolean): string =>
  `Named before: ${text} (in ${reviews} ${reviews === 1 ? 'review' : 'reviews'}${isLeveragePoint ? ', a leverage point' : ''})`

/** `ticked` is 'several' where it may not be told by how many, 0 where nobody did; `told` are statements, maybe not all. */
export const factorLine = (name: string, ticked: number | 'several', told: string, isAll: boolean): string => {
  const by = ticked === 'several' ? ': ticked by several' : ticked > 0 ? `: ticked by ${ticked}` : ''
  return `${name}${by}${told === '' ? '' : ` (${isAll ? '' : 'such as '}${told})`}`
}
