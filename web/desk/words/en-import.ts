/** Words of the import: what a file says, what is wrong with it, how it is taken and undone. */
import type { KeptReason } from '../../../functions/domain/import/undo.ts'
import { count } from '../../kit/words/count.ts'
import { incidentWords } from './en-incident.ts'

export const importWords = {
  import: {
    title: 'Import incidents',
    lead: 'Out of PagerDuty, incident.io, Jira, GitHub, Opsgenie, Rootly, FireHydrant, ServiceNow, Statuspage, Grafana IRM or Linear, or any table or JSON. Nothing is taken before you have seen it.',
    file: 'Choose a file (JSON or CSV)',
    fileHint: 'Up to 5,000 records and 5 MB at once.',
    tooLarge: (megabytes: string) =>
      `This has ${megabytes} MB, and 5 is the most. Leave out columns that nobody needs (comments, attachments), or export it in parts, by date for example.`,
    guessed: (encoding: string) =>
      `It is not saved as UTF-8, so it was read as ${encoding}. Look at accents and umlauts below before you take it.`,
    paste: 'Or paste it',
    look: 'Look at it',
    looking: 'Looking…',
    system: 'Recognised as',
    systems: {
      pagerduty: 'PagerDuty',
      'incident.io': 'incident.io',
      jira: 'Jira',
      github: 'GitHub issues',
      opsgenie: 'Opsgenie',
      rootly: 'Rootly',
      firehydrant: 'FireHydrant',
      servicenow: 'ServiceNow',
      statuspage: 'Statuspage',
      grafana: 'Grafana IRM',
      linear: 'Linear',
      murmur: 'Murmur’s own',
      table: 'A table of your own',
    } as Readonly<Record<string, string>>,
    everyRow: 'For every row',
    mapping: 'Where each field comes from',
    mappingHint: 'Change what is not right; the preview follows.',
    none: 'nothing',
    zone: 'Times without an offset are in',
    zoneUnsaid: 'Not said: they are read as UTC, and nothing is told about hours and weekdays.',
    askZone: 'Where does the team work?',
    askZoneDetail:
      'The file names no time zone. Times with an offset say when something was, and not whether it was night for the team. Until it is said, hours and weekdays stay unknown.',
    useZone: (zone: string) => `In ${zone}`,
    more: 'This is one page of more',
    moreDetail: (here: number, total: number | null) =>
      total === null
        ? `Its system says that there are more records than these ${here}. Download the other pages too; they can be taken one after another.`
        : `It holds ${here} of ${total} records. Download the other pages too; they can be taken one after another.`,
    list: 'The list of records',
    listOf: (path: string, count: number) => `${path || 'the document itself'} (${count})`,
    dateOrder: 'In dates such as 03/04/2026',
    dateOrders: {
      '': 'as the column tells',
      dmy: 'the day comes first',
      mdy: 'the month comes first',
      ymd: 'the year comes first',
    },
    anyTime: 'Times in the future or before 1990',
    anyTimes: { '': 'are problems', yes: 'are taken as they are' },
    levelled: (number: number) =>
      `${count(number, 'time lies', 'times lie')} a little before what comes first, as clocks disagree; both are taken as one moment.`,
    record: 'Record',
    recordOf: (number: number, id: string, title: string) => [`${number}`, id, title].filter(Boolean).join(' · '),
    askSource: 'Which system is it from?',
    askSourceDetail:
      'Nothing in the file says where it comes from. If two tables number alike, their incidents are told apart by the name that you give it below, under “Name of the system”.',
    ahead: (added: number, changed: number, unchanged: number, held: number) =>
      `${added} new, ${changed} changed, ${unchanged} as they are` + (held > 0 ? `, ${held} held up.` : '.'),
    changes: 'What changes',
    changeRows: (shown: number, all: number) =>
      shown === all
        ? count(all, 'incident', 'incidents')
        : `The first ${shown} of ${count(all, 'incident', 'incidents')}.`,
    field: 'Field',
    now: 'As it is',
    said: 'As its source says',
    stays: '(corrected here, so it stays as it is)',
    held: 'Held up until you say what they are',
    heldDetail: (shown: number, all: number) =>
      `They are not taken.${shown === all ? '' : ` The first ${shown} of ${all}:`}`,
    heldRecord: (line: number, id: string, title: string, start: string) => `Line ${line}, ${id}: ${title}, ${start}`,
    heldThere: 'Here stands',
    heldField: (field: string, here: string, there: string) =>
      `${field.replace(/\?$/, '')}: here “${here}”, in the table “${there}”`,
    heldReasons: {
      another:
        'Title and start are both others than under this id before, or the start lies more than a month away: numbers may have begun again. If the file is of another system, name it below; otherwise say what it is.',
      retitled: 'Without an id nobody can tell whether it is that incident under a new title, or another one.',
      outdated:
        'It was changed here since this table was made. Taking it puts back what the table says; left alone, it stays as it is.',
      original:
        'Its system says now that it was none, and other incidents are counted by it. Open them and say by which one they count.',
    },
    isOutdated: 'Take what the table says',
    isSame: 'It is the same',
    isOther: 'It is another one',
    defaultSeverity: 'Severity where none is named',
    noDefault: 'Not known',
    source: 'Name of the system',
    sourceHint: 'Ids are told apart by it. Use the same name each time.',
    fields: { id: 'Id', url: 'Link', ...incidentWords.incident.fields },
    preview: 'Preview',
    previewRows: (shown: number, all: number) =>
      shown === all ? 'What can be taken.' : `The first ${shown} of ${all} that can be taken.`,
    passedOver: (number: number, reasons: readonly { readonly reason: string; readonly count: number }[]) =>
      `${count(number, 'record is no incident and is', 'records are no incidents and are')} passed over: ` +
      `${reasons.map(one => `${one.count} ${one.reason}`).join(', ')}.`,
    marks: 'Taken before, and now no incidents',
    marksDetail:
      'Their system says so now. They are kept and no longer counted. What somebody decided here by hand stays.',
    markRows: (shown: number, all: number) =>
      shown === all
        ? `${count(all, 'incident', 'incidents')} to be marked.`
        : `The first ${shown} of ${all} to be marked.`,
    becomes: 'Becomes',
    markAll: (number: number) => `Mark ${count(number, 'incident', 'incidents')}`,
    noneColumn: 'Column that says it was no incident',
    noneKnown: 'What is known of the system',
    noneWords: 'Words in it that say so',
    noneWordsHint: 'Between commas, such as: Merged, False alarm. Everything else in this column counts.',
    problems: 'Rows that cannot be read',
    problemRows: (shown: number, all: number) =>
      shown === all ? count(all, 'problem', 'problems') : `The first ${shown} of ${count(all, 'problem', 'problems')}.`,
    leftOut: (number: number) =>
      `${count(number, 'value is', 'values are')} left out, and the rest of their records is taken.`,
    value: 'What stands there',
    line: 'Line',
    column: 'Column',
    reason: 'Reason',
    takeAll: (number: number) => `Take ${count(number, 'incident', 'incidents')}`,
    takeGood: (number: number) => (number === 1 ? 'Take only the good one' : `Take only the ${number} good ones`),
    passedRows: 'Which ones',
    withoutSeverity: (number: number, all: number) =>
      `${number} of ${count(all, 'record', 'records')} ${number === 1 ? 'names' : 'name'} no severity. It is not known of them, unless you name one above for every row.`,
    repeats: (number: number) =>
      number === 1
        ? 'One record is there twice and is taken once.'
        : `${number} records are there more than once; each is taken once.`,
    ambiguous: (columns: readonly string[]) =>
      `There are several columns named ${columns.map(name => `“${name}”`).join(', ')}: the first that is filled counts.`,
    severityWords: 'What stands for which severity?',
    severityWordsHint: 'These words of the file are none that are known. Say what each means, once.',
    monthWords: 'Which month is meant?',
    noMeaning: 'not said yet',
    nothing: 'There is nothing in it that can be taken.',
    progress: (done: number, all: number) => `${done} of ${all} taken`,
    done: (added: number, changed: number, unchanged: number) =>
      `${added} added, ${changed} changed, ${unchanged} as they were.`,
    again:
      'Something wrong? Mend it in the export or the mapping and import it again: the same records are changed, none is added twice. What you correct here by hand is kept.',
    waiting: 'No answer. Trying again…',
    cut: (done: number, all: number) =>
      `The import stopped at ${done} of ${all}. What was taken is kept, and nothing is doubled when it goes on.`,
    goOn: 'Go on',
    leaving: 'The import is still under way.',
    undo: {
      button: 'Undo this import',
      title: 'Undo this import?',
      detail:
        'The incidents that it added are deleted, and the figures follow. Those that were edited since, or that a review, an action or anything else refers to, stay and are listed. What it changed, or marked as no incident, is what it was before, save what somebody changed since.',
      confirm: 'Undo it',
      working: (done: number) => `${count(done, 'incident', 'incidents')} deleted…`,
      done: (removed: number, restored: number) =>
        `${count(removed, 'incident', 'incidents')} deleted.` +
        (restored > 0 ? ` ${count(restored, 'incident is', 'incidents are')} as before.` : ''),
      kept: (number: number) => (number === 1 ? 'One incident stays:' : `${number} incidents stay:`),
      further: (number: number) => `and ${number} more.`,
      fields: (names: readonly string[]) => ` (${names.join(', ')})`,
    },
    reasons: {
      review: 'a review',
      action: 'an action',
      counterfactual: 'a condition of the portfolio',
      lesson: 'a lesson',
      vendor: 'a vendor section',
      duplicate: 'an incident that is marked as the same',
      edited: 'edited since',
      later: 'changed by a later import',
      changed: 'changed just now; try again',
    } satisfies Record<KeptReason, string>,
    earlier: 'Earlier imports',
    earlierHint: 'Each can be undone as long as nothing builds on what it added.',
    earlierRow: (system: string, rows: number) => `${system}, ${count(rows, 'record', 'records')}`,
    undoneOn: (day: string) => `Undone ${day}`,
    toList: 'To the incidents',
  },
}
