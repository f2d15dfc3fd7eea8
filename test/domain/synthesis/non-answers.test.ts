import { expect, test } from 'vitest'
import { isNonAnswer } from '../../../functions/domain/synthesis/non-answers.ts'

test.each([
  'to be done',
  'TBC',
  'will do later',
  'none known',
  'Not known.',
  'not that I am aware of',
  'n/a n/a',
  'As discussed',
  'noted',
  'folgt',
  'wird nachgereicht',
  'mir nicht bekannt',
  'à définir',
  'pas connu',
  'por definir',
  'do ustalenia',
  'неизвестно',
  'geen',
  'n.v.t.',
  'weet ik niet',
  'zie boven',
  'niente',
  'non lo so',
  'vedi sopra',
  'inget',
  'vet ej',
  'ved ikke',
  'ikke noe',
  'τίποτα',
  'δεν ξέρω',
  'nimic',
  'žádné',
  'nevím',
  'nincs',
  'nem tudom',
  'нічого',
  'няма',
  '没有',
  '不知道',
  '暂无。',
  '없음',
  '모르겠습니다',
  'không có',
  'tidak ada',
  'ไม่มี',
  'कुछ नहीं',
  'אין',
  'לא יודע',
  'هیچی',
  'نمی‌دانم',
])('%s says nothing', text => {
  expect(isNonAnswer(text)).toBe(true)
})

test.each(['\u200b\u200d', '\u2800', '\u3164\u3164', '\u115f \u1160', '\ufeff', '…', '— —', '🤷'])(
  'marks and letters that nobody sees (%j) say nothing',
  text => {
    expect(isNonAnswer(text)).toBe(true)
  },
)

test.each([
  'None of the alerts fired',
  'No alarm',
  'Nothing in the runbook said so',
  'Not known to us: the replica was behind',
  'Later it fell over',
  'To be done by the on-call: restart',
  'Done by hand, twice',
  'Niets in de runbook',
  'Geen alarm ging af',
  'Niente allarmi per un’ora',
  'Inget larm gick',
  '没有告警',
  '알림이 없었다',
  'Неизвестно, кто владеет очередью',
  'Nincs riasztás a soron',
  'Không có cảnh báo nào',
])('%s is an answer', text => {
  expect(isNonAnswer(text)).toBe(false)
})
