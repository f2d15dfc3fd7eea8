/** The words, by letters and digits alone, that say of a record that it was no incident, in the languages of exports. */
import type { IncidentStatus } from '../incident/counting.ts'
import { bareWord } from '../normal-form.ts'

export interface Said {
  readonly status: Exclude<IncidentStatus, 'counted'>
  /** What a person is told in place of the source's own word. */
  readonly says?: string
}

export const retracted = { status: 'retracted' } as const
export const drill = (says: string) => ({ status: 'drill', says }) as const
export const maintenance = { status: 'maintenance', says: 'maintenance' } as const
export const told = (says: string) => ({ status: 'retracted', says }) as const

export const each = (said: Said, ...words: readonly string[]): Record<string, Said> =>
  Object.fromEntries(words.map(word => [word, said]))

const wordsOf = (...lines: readonly string[]): string[] => lines.flatMap(line => line.split(' '))

/** That it was the same as another one. */
const same = wordsOf(
  'merged duplicate duplicated dupe dup closedbymerge duplikat dublette doppelt zusammengeführt doublon fusionné fusionnée',
  'duplicado duplicada fusionado fusionada duplicato duplicata unito dubbel duplicaat samengevoegd duplikát sloučeno dublett',
  'dubblett kopia zdublowane scalone kaksoiskappale дубликат дубль объединено 重複 重复 已合并 중복 병합됨',
)

export const ends = each(
  retracted,
  ...same,
  ...wordsOf(
    'canceled cancelled declined rejected discarded retracted withdrawn void voided spam deleted aborted wontdo wontfix',
    'willnotdo willnotfix notplanned cannotreproduce cantreproduce notabug notreproducible invalid falsealarm falsealert',
    'falsepositive notanincident noincident nonincident nonissue notanissue',
    'abgebrochen storniert abgelehnt verworfen zurückgezogen ungültig fehlalarm falschalarm keinincident annulé annulée rejeté',
    'rejetée abandonné faussealerte faussealarme fauxpositif cancelado cancelada rechazado rechazada rejeitado rejeitada',
    'descartado falsaalarma alarmefalso falsoalarme falsopositivo annullato annullata rifiutato falsoallarme geannuleerd',
    'afgewezen valsalarm anulowane anulowany odrzucone odrzucony fałszywyalarm zrušeno zamítnuto avbruten avvisad annulleret',
    'afvist kansleret kansellert avvist falskalarm falsktlarm peruttu hylätty отменено отменен отклонено ложнаятревога',
    'キャンセル 却下 誤検知 取消 已取消 误报 已拒绝 취소됨 오탐',
  ),
)

/** A drill under the name that its system has for it; the words for exercises are few. */
export const exercises: Record<string, Said> = {
  ...each(
    drill('a drill'),
    ...wordsOf(
      'drill exercise gameday simulation firedrill tabletop tabletopexercise chaos chaosexperiment chaostest chaosengineering',
      'drdrill drtest drexercise disasterrecoverytest disasterrecoverydrill failovertest dryrun rehearsal wargame',
      'übung notfallübung planspiel probealarm exercice simulacro ejercicio simulado exercício esercitazione oefening övning',
      'øvelse harjoitus ćwiczenia ćwiczenie cvičení учения 訓練 演练 훈련',
    ),
  ),
  ...each(drill('a test'), 'test', 'testsub', 'testincident', 'testalert', 'testalarm'),
  ...each(drill('a tutorial'), 'tutorial', 'training'),
  ...each(drill('an example'), 'example', 'examplesub'),
}

export const planned = each(
  maintenance,
  ...wordsOf(
    'maintenance scheduledmaintenance plannedmaintenance maintenancewindow plannedwork planneddowntime scheduleddowntime',
    'plannedoutage wartung wartungsfenster geplantewartung maintenanceplanifiée mantenimiento mantenimientoprogramado',
    'manutenção manutençãoprogramada manutenzione manutenzioneprogrammata onderhoud geplandonderhoud konserwacja údržba',
    'underhåll vedligeholdelse vedlikehold huolto обслуживание メンテナンス 维护 점검',
  ),
)

/** What stands before the word that says why it was closed: 'Closed as duplicate', 'Geschlossen - Duplikat'. */
const closed =
  /^(?:closed|resolved|done|completed?|geschlossen|erledigt|fermé|cerrado|fechado|chiuso|gesloten)(?:as|als)?(?=.)/u
/** What stands between it and the record that it is the same as: 'Duplicate of INC-3'. */
const ofAnother = new RegExp(
  String.raw`^(?:${same.filter(word => /^[a-z]/.test(word)).join('|')})\s+(?:of|with|into|in|to|von|mit|de|di|van|av|af)\s+\S`,
  'i',
)
const parts = /\s[-–—·|]\s|[:/|()[\],;·]/

/** The word of a value, or of a part of it, that says why a record was closed; null where none does. */
export const wordOfEnd = (value: string): string | null => {
  if (ofAnother.test(value.trim())) return 'duplicate'
  for (const part of [value, ...value.split(parts)]) {
    const bare = bareWord(part)
    const word = [bare, bare.replace(closed, '')].find(one => Object.hasOwn(ends, one))
    if (word !== undefined) return word
  }
  return null
}
