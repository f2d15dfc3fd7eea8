import { expect, test } from 'vitest'
import { pairsOf } from '../../../functions/domain/synthesis/likeness.ts'
import { redact } from '../../../functions/domain/synthesis/redaction.ts'

const people = [
  { name: 'Олег Петров', email: 'opetrov@example.com' },
  { name: 'Veikko Laine', email: 'vlaine@example.com' },
  { name: 'Maciej Sowa', email: 'msowa@example.com' },
  { name: 'Hope Carter', email: 'hcarter@example.com' },
]

test('a name bent as Russian and Finnish bend it does not stay', () => {
  for (const text of [
    'Олега не было на месте.',
    'Мы позвонили Олегу.',
    'Петрова спросили потом.',
    'Veikolle soitettiin heti.',
    'Veikon lista puuttui.',
    'Rozmawiałam z Maćkiem przy bramie.',
    'The key was with Ms Carter.',
  ])
    expect(redact(text, people)).not.toMatch(/Олег|Петров|Veik|Maćk|Carter/u)
})

test('that two statements name somebody is nothing they share', () => {
  const said = ['Alguien del equipo abrió la puerta.', 'Alguien del equipo apagó la bomba.', 'Alguém da equipa ligou.']
  expect(pairsOf(said)).toEqual([])
})

test.each([
  ['Latvian', 'Jānis Bērziņš', 'Jautājām Jānim Bērziņam par rindu.', /Jān|Bērz/u],
  ['Croatian', 'Ivana Horvat', 'S Ivanom nitko nije govorio, a Horvat je znala.', /Ivan|Horvat/u],
  ['Hungarian, behind a short name', 'Kovács Éva', 'Évának szóltunk, Kovácsnál volt a kulcs.', /Év|Kovács/u],
  ['Thai', 'สมชาย ใจดี', 'คุณสมชายรีสตาร์ตเซิร์ฟเวอร์', /สมชาย/u],
  ['Chinese, behind the family and a trade', '李建国', '建国重启了服务器，李工不在。', /建国|李工/u],
  ['English, a letter wrong before a particle', 'Mohammed Al-Farsi', 'Mohamed al Farsi had root.', /Moham|Farsi/u],
])('a name as it is written in %s does not stay', (_, name, text, left) => {
  expect(redact(text, [{ name, email: 'x@example.com' }])).not.toMatch(left)
})

test('an address with a number spells its owner', () => {
  const text = 'Lindqvist merged it on Friday.'
  expect(redact(text, [{ name: '', email: 'erik.lindqvist2@example.com' }])).not.toContain('Lindqvist')
})

test.each([
  ['Rob Drive', 'The page told us to drive the price.'],
  ['Mark Down', 'Nobody knew that the cluster was down.'],
  ['Pilar Rojo', 'El panel estaba en rojo y el pilar quedó en blanco.'],
  ['Clara Luz', 'A mensagem não era clara e a luz ficou vermelha.'],
])('words stay words beside %s: %s', (name, text) => {
  expect(redact(text, [{ name, email: 'x@example.com' }])).toBe(text)
})
