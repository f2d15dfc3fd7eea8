/** Invented lines, written before the patterns that read them (docs/synthesis.md). */

/** A Wednesday afternoon in Vienna: 14:10 to 19:40 on its clocks. */
export const wednesday = {
  startedAt: '2026-03-04T13:10:00.000Z',
  resolvedAt: '2026-03-04T18:40:00.000Z',
  zone: 'Europe/Vienna',
}

/** Each with the instants it names, to the minute; null where it is told by another moment alone. */
export const timed: readonly (readonly [text: string, instants: readonly (string | null)[]])[] = [
  ['At 14:25 the first pump stopped.', ['2026-03-04T13:25Z']],
  ['Around 3 pm the queue was twice its size.', ['2026-03-04T14:00Z']],
  ['We cut the import at half past four.', ['2026-03-04T15:30Z']],
  ['It was quarter to six when the lamp went green.', ['2026-03-04T16:45Z']],
  ['The last ticket came at 1812.', ['2026-03-04T17:12Z']],
  ['The restart began at 15:05 UTC.', ['2026-03-04T15:05Z']],
  ['Between 14:40 and 15:20 nobody could log in.', ['2026-03-04T13:40Z', '2026-03-04T14:20Z']],
  ['Twenty minutes later the second one went too.', [null]],
  ['The night before, at 11:30pm, somebody had changed the label.', ['2026-03-03T22:30Z']],
  ['On 3 March at 09:15 the certificate was renewed.', ['2026-03-03T08:15Z']],
  ['Um halb vier stand die erste Pumpe.', ['2026-03-04T14:30Z']],
  ['Gegen 16 Uhr war die Schlange doppelt so lang.', ['2026-03-04T15:00Z']],
  ['Am 3. März um 9.15 Uhr wurde das Zertifikat erneuert.', ['2026-03-03T08:15Z']],
  ['Kurz nach 17:45 kam die Meldung.', ['2026-03-04T16:45Z']],
  ['Vers 15h20 la première pompe est tombée.', ['2026-03-04T14:20Z']],
  ['À 16 heures la file avait doublé.', ['2026-03-04T15:00Z']],
  ['Une demi-heure plus tard tout était vert.', [null]],
  ['Le 3 mars à 9h15 on a renouvelé le certificat.', ['2026-03-03T08:15Z']],
  ['A las 15:20 se paró la primera bomba.', ['2026-03-04T14:20Z']],
  ['Hacia las cuatro y media la cola era el doble.', ['2026-03-04T15:30Z']],
  ['Media hora después volvió la segunda.', [null]],
  ['El 3 de marzo a las 9:15 se renovó el certificado.', ['2026-03-03T08:15Z']],
  ['Às 15h20 parou a primeira bomba.', ['2026-03-04T14:20Z']],
  ['Por volta das 16h a fila era o dobro.', ['2026-03-04T15:00Z']],
  ['Meia hora depois voltou a segunda.', [null]],
  ['No dia 3 de março às 9h15 renovaram o certificado.', ['2026-03-03T08:15Z']],
  ['O 15:20 stanęła pierwsza pompa.', ['2026-03-04T14:20Z']],
  ['Około 16:00 kolejka była dwa razy dłuższa.', ['2026-03-04T15:00Z']],
  ['Pół godziny później wróciła druga.', [null]],
  ['3 marca o 9:15 odnowiono certyfikat.', ['2026-03-03T08:15Z']],
  // None of these names a moment.
  ['The job runs every day at 06:00.', []],
  ['If the alarm had come at 14:20, we would have been quicker.', []],
  ['The ratio was 3:1.', []],
  ['Build 14.25 was installed on port 1443.', []],
  ['Please test it by 17:00 on Fridays.', []],
  ['Der Job läuft jede Nacht um 2:30 Uhr.', []],
  ['Le travail tourne tous les jours à 6h.', []],
  ['El trabajo corre cada día a las 6:00.', []],
  ['A tarefa corre todos os dias às 6h.', []],
  ['Zadanie działa codziennie o 6:00.', []],
]
