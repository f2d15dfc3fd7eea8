/** Every word of the trend page that is not a sentence of the API. Another language is a file with the same keys. */
const percent = (share: number): string => `${Math.round(share * 100)} %`
const twoDecimals = (value: number): string => String(Math.round(value * 100) / 100)
const between = (lo: number | null, hi: number | null, format: (value: number) => string): string =>
  lo === null || hi === null ? '' : `, 95 % interval ${format(lo)} to ${format(hi)}`
const many = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`

export const words = {
  percent,
  twoDecimals,
  frame: {
    page: 'Trends',
    title: 'How safe it is to speak up, quarter by quarter',
    lead: 'What the quarterly pulse has published, and whether anything is learned from incidents. Figures come with their uncertainty; none tells what a few people answered.',
    noGroupTitle: 'Your account does not read trends yet',
  },
  loading: 'Reading the published figures…',
  trouble: {
    unreachable: 'Murmur could not be reached. Check your connection, then try again.',
    unreadable: 'The answer could not be read. This page may be older than the server: reload it.',
    unknown: 'That group or set of questions is not known.',
  },
  again: 'Try again',
  all: 'Show everything',
  empty: {
    title: 'No pulse has been published yet',
    lead: 'Every quarter Murmur asks everybody how safe it is to speak up. To begin:',
    steps: [
      'A keeper puts everybody on the roster, with the group that each reports under.',
      'A keeper sets the pulse plan at the desk: each quarter’s pulse opens, reminds and closes by itself.',
      '15 minutes after the first pulse closes its figures stand here.',
    ],
    desk: 'Open the desk',
    ask: 'Your account reads figures; whoever keeps the roster can set this up.',
  },
  moved: 'What moved most',
  filter: {
    group: 'Group',
    wholeOrganisation: 'Whole organisation',
    instrument: 'Set of questions',
    everyInstrument: 'All',
    csv: 'Download everything (CSV)',
    figure: 'Figure',
    quarter: 'Quarter',
  },
  headline: {
    latest: (quarter: string) => `Latest pulse: ${quarter}`,
    earlier: 'Earlier quarters',
    of: (group: string) => `Group ${group}`,
  },
  sections: {
    pulse: 'Safety to speak up',
    learning: 'Is anything being learned?',
    learningLead: 'From incidents, actions and meetings, as known now. No figure is about a person.',
    noLearning:
      'Nothing has been recorded yet. These charts fill once facilitators record incidents, actions and meetings.',
  },
  chart: {
    hint: 'Point at a mark, or move with the arrow keys, to read its figures.',
    table: 'Show table',
    hideTable: 'Hide table',
    svg: 'SVG',
    csv: 'CSV',
    download: (format: string, title: string) => `Download “${title}” as ${format}`,
    tableOf: (title: string) => `Table of “${title}”`,
    meaning: 'What this means',
    notShown: 'not shown',
    noPulse: 'no pulse',
    noFigure: 'no figure',
    legend: {
      interval: 'bar and band: 95 % interval',
      gap: 'hatched: not shown, or no pulse',
      bound: 'triangle: at least or at most this',
      limits: 'dotted: usual range of a single quarter',
      provisional: ', provisional until there are eight',
      trend: 'dashed: trend',
    },
  },
  trend: {
    title: (name: string) => `${name}, by quarter`,
    share: 'Favourable answers, in percent.',
    mean: (top: number) => `Mean score, out of ${top}.`,
    line: (shape: string, question: string, from: string, to: string) =>
      `${shape}: “${question}” (${from === to ? from : `${from} to ${to}`})`,
    shapes: ['Circles', 'Squares', 'Diamonds', 'Crosses'],
    columns: [
      'Quarter',
      'Answered',
      'Invited',
      'Favourable',
      'Low',
      'High',
      'Mean',
      'Mean low',
      'Mean high',
      'If all silent were unfavourable',
      'If all silent were favourable',
      'Asked as',
      'In words',
    ],
    is: { exact: '', atLeast: 'at least ', atMost: 'at most ' },
    meaning: [
      'Favourable is an answer in the upper part of the scale: 4 or 5 of five points, 5 to 7 of seven. Items worded negatively are turned round first, so that higher is better.',
      'The 95 % interval says how far the figure may lie from what everybody invited would have answered, had those who kept silent answered as the others did (Wilson’s interval for shares, Student’s for means, corrected for the size of the group). Where everybody answered there is none.',
      'The table also gives the share if everybody who kept silent had answered unfavourably, or favourably: nothing is assumed about them.',
      'A change among the people invited is called clear where chance in who of them answered would make it at most one time in twenty (exact test, Newcombe’s interval). Of questions and groups that holds for all together.',
      'A trend takes five quarters with the same words. It is the straight line through them, drawn where their intervals leave no doubt of its direction.',
      'The usual range is where single quarters fall while nothing has changed (XmR chart, Wheeler 1993). Under eight quarters it is provisional.',
      'Hatched quarters are not shown: a figure would have told what a few people answered, or there was no pulse. No line crosses them.',
    ],
  },
  items: {
    title: (quarter: string) => `Answers to each question, ${quarter}`,
    describe: 'Unfavourable answers lie left of the middle, favourable ones right of it, neutral ones across it.',
    columns: [
      'Question',
      'Turned round',
      'Answered',
      'Unfavourable',
      'Neutral',
      'Favourable',
      'Answers from worst to best',
    ],
    reversed: ' (turned round)',
    yes: 'yes',
    no: 'no',
    hiddenBars: 'bars need ten answers',
    reads: (question: string, unfavourable: number, neutral: number, favourable: number, n: number) =>
      `${question}: ${percent(unfavourable)} unfavourable, ${percent(neutral)} neutral, ${percent(favourable)} favourable, of ${many(n, 'answer', 'answers')}.`,
    legend: ['Unfavourable: striped', 'Neutral: dotted', 'Favourable: plain'],
    none: 'No question was answered in a way that can be shown this quarter.',
    meaning: [
      'Each bar is everybody who answered that question. Where a question is worded negatively (“it is difficult to ask for help”) its answers are turned round, so that right is always better.',
      'Bars are shown from ten answers on; with fewer, people could be guessed.',
    ],
  },
  groups: {
    title: 'By group',
    describe: (name: string) => `${name}: the same chart for each group, in alphabetical order.`,
    columns: ['Group', 'Quarter', 'Answered', 'Invited', 'Favourable or mean', 'Low', 'High'],
    multiple: (group: string) => `${group}, by quarter`,
    latest: (value: string) => `latest ${value}`,
    meaning: [
      'Groups stand in alphabetical order. They are not ranked: with group sizes like these most differences between groups are chance, and a league table would punish whoever answers openly.',
      'A group is shown from five answers on, and only if no other figure would let its hidden neighbours be computed. Teams with fewer than eight people are asked together with others.',
    ],
  },
  response: {
    title: 'How many answered',
    describe: 'Of those invited, whose ballot was counted.',
    columns: ['Quarter', 'Answered', 'Invited', 'Share'],
    meaning: [
      'Everybody on the roster when the pulse opened is invited; answering is voluntary and nobody can see who did. A low or falling share is a finding: people answer where they expect something to follow.',
    ],
  },
  recurrence: {
    title: 'Incidents that had been seen before',
    columns: ['Quarter', 'From', 'To', 'Recurring', 'Mode known', 'Incidents', 'Rate', 'Low', 'High'],
    meaning: ({ lookBackMonths }: { readonly lookBackMonths: number }) => [
      `Each incident counts once, under its primary failure mode, and recurs if that mode was seen in the ${lookBackMonths} months before it began. Those without any are on neither side.`,
      'Falling means that what was learned keeps failures from coming back. A rise after failure modes were first recorded carefully is the record getting better, not the system getting worse.',
    ],
  },
  closure: {
    title: 'Actions completed for each one opened',
    describe: 'At 1.0 as many actions are completed as opened; below it the list grows.',
    even: '1.0: as many completed as opened',
    reads: (completed: number, opened: number, velocity: number | null) =>
      velocity === null
        ? `${completed} completed, ${opened} opened: too few for a ratio`
        : `${completed} completed, ${opened} opened, ${twoDecimals(velocity)} for each`,
    columns: ['Quarter', 'Completed', 'Opened', 'Completed for each opened', 'Deprioritised', 'Change the system'],
    meaning: [
      'Closure velocity: actions completed in the quarter, whenever opened, divided by actions opened in it. A deprioritised action is closed but not completed.',
      'Lasting values under 1.0 say that more is promised than is made time for. The last column of the table counts the actions opened that change the system rather than ask people to be more careful.',
    ],
  },
  ages: {
    title: (quarter: string) => `Age of open actions, ${quarter}`,
    describe: (over: number, open: number) =>
      open === 0
        ? 'No action is open.'
        : `${over} of ${many(open, 'open action', 'open actions')} ${over === 1 ? 'is' : 'are'} older than 90 days: a sign of prioritisation, not of engineering.`,
    line: '90 days',
    band: (from: number, to: number | null) => (to === null ? `${from - 1}+` : `${from}-${to}`),
    axis: 'days open',
    reads: (count: number, band: string) => `${many(count, 'action', 'actions')} open for ${band} days`,
    columns: ['Days open', 'Actions'],
    meaning: [
      'Age counts from the day an action was opened. Whatever has been open for more than 90 days was again and again judged less urgent than something else.',
    ],
    percentiles: (p50: number, p75: number, p90: number, still: number) =>
      `Half are younger than ${Math.round(p50)} days, three quarters than ${Math.round(p75)}, nine of ten than ${Math.round(p90)}. ${still} had no progress for more than 90 days.`,
  },
  speaking: {
    title: 'Who speaks in reviews',
    describe: 'Share of those in the room who spoke, over all review meetings of the quarter.',
    reads: (
      speakers: number,
      attendees: number,
      meetings: number,
      ratio: number | null,
      lo: number | null,
      hi: number | null,
    ) =>
      ratio === null
        ? 'no meeting was counted'
        : `${speakers} of ${attendees} spoke in ${many(meetings, 'meeting', 'meetings')}, ${percent(ratio)}${between(lo, hi, percent)}`,
    columns: ['Quarter', 'Meetings', 'Attended', 'Spoke', 'Share', 'Low', 'High', 'Unevenness of turns'],
    meaning: [
      'Counted by the facilitator as taps, without names. Unevenness is Gini’s coefficient of the turns: 0 where all speak equally often, near 1 where one person speaks alone.',
    ],
  },
  services: {
    title: (quarter: string) => `Incidents by service, ${quarter}`,
    columns: ['Service', 'Incidents'],
    reads: (name: string, count: number) => `${name}: ${many(count, 'incident', 'incidents')}`,
    meaning: [
      'Services that many incidents touch are where safeguards pay most. More incidents may also mean that a service is watched better or used more.',
    ],
  },
  hours: {
    title: (quarter: string) => `Incidents by hour, ${quarter}`,
    axis: 'hour of the day',
    columns: ['Hour', 'Incidents'],
    reads: (hour: number, count: number) =>
      `${String(hour).padStart(2, '0')}:00 to ${String(hour).padStart(2, '0')}:59: ${many(count, 'incident', 'incidents')}`,
    meaning: [
      'A cluster outside working hours, or right after a usual deployment time, is a question for the learning review, not an answer.',
    ],
  },
} as const
