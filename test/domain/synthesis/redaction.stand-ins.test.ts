import { describe, expect, test } from 'vitest'
import { redact } from '../../../functions/domain/synthesis/redaction.ts'

const named = (...names: string[]): { name: string }[] => names.map(name => ({ name }))
const german = named('Anja Brandl', 'Uwe Sommer', 'Jonas Vogt', 'Ernst Wolf')
const french = named('Karim Haddad', 'Luc Petit', 'Rose Carpentier', 'Anne Fontaine')
const spanish = named('Ángel Bueno', 'Consuelo Prado', 'Rubén Iglesias')
const portuguese = named('João Pinheiro', 'Rosa Leite', 'Inês Pereira')
const polish = named('Zbigniew Wilk', 'Katarzyna Kowalska', 'Marek Nowak')

describe('a stand-in speaks the language around it, in the case the sentence asks for', () => {
  test.each([
    ['Herr Brandl war mit seinem Team in der Filiale', 'Jemand aus dem Team war mit seinem Team in der Filiale'],
    ['Ich habe mit Frau Sommer gesprochen', 'Ich habe mit jemandem aus dem Team gesprochen'],
    ['Das war für Brandl neu', 'Das war für jemanden aus dem Team neu'],
    ['Wir haben beim Ernst aus der Technik gefragt', 'Wir haben bei jemandem aus dem Team aus der Technik gefragt'],
    ['Brandls Team war nicht da', 'Jemandes Team war nicht da'],
    ['Sommers Rechner war aus', 'Jemandes Rechner war aus'],
    ["Das war Jonas' Idee", 'Das war jemandes Idee'],
    ['Brandl und Vogt haben es gesehen', 'Zwei aus dem Team haben es gesehen'],
    ['Brandl rief an, dann ging Brandl', 'Jemand aus dem Team rief an, dann ging diese Person'],
    [
      'Brandl rief Vogt an, weil Brandl nicht konnte',
      'Jemand aus dem Team rief jemand anders aus dem Team an, weil die erste Person nicht konnte',
    ],
    ['Brandl (Rufbereitschaft) hat es gemerkt', 'Die Person in Bereitschaft hat es gemerkt'],
  ])('German: %s', (text, expected) => expect(redact(text, german)).toBe(expected))

  test.each([
    ['Je crois que Karim dormait', "Je crois qu'une personne de l'équipe dormait"],
    ["La voix d'Anne était calme", "La voix d'une personne de l'équipe était calme"],
    [
      'On a vu le tableau de Karim, puis Karim est parti',
      "On a vu le tableau d'une personne de l'équipe, puis cette personne est parti",
    ],
    ['Nous avons appelé Mme Petit', "Nous avons appelé une personne de l'équipe"],
    ['Karim et Rose ont pris la suite', "Deux personnes de l'équipe ont pris la suite"],
    ["Karim, qui était d'astreinte, a vu le pic", "La personne d'astreinte a vu le pic"],
  ])('French: %s', (text, expected) => expect(redact(text, french)).toBe(expected))

  test.each([
    ['Don Ángel no quiso parar', 'Alguien del equipo no quiso parar'],
    ['El aviso llegó al Sr. Bueno', 'El aviso llegó a alguien del equipo'],
    ['Rubén y Consuelo lo vieron', 'Dos personas del equipo lo vieron'],
    ['Rubén (de guardia) lo vio', 'La persona de guardia lo vio'],
  ])('Spanish: %s', (text, expected) => expect(redact(text, spanish)).toBe(expected))

  test.each([
    ['O João reiniciou o serviço', 'Alguém da equipa reiniciou o serviço'],
    ['A chave do João não estava lá', 'A chave de alguém da equipa não estava lá'],
    ['Isto foi feito pela Rosa', 'Isto foi feito por alguém da equipa'],
    ['Não dissemos nada a Inês', 'Não dissemos nada a alguém da equipa'],
  ])('Portuguese: %s', (text, expected) => expect(redact(text, portuguese)).toBe(expected))

  test.each([
    ['Rozmawiałem ze Zbyszkiem rano', 'Rozmawiałem z kimś z zespołu rano'],
    ['Zapytałem panią Kowalską o kolejkę', 'Zapytałem kogoś z zespołu o kolejkę'],
    ['Powiedzieliśmy to Nowakowi', 'Powiedzieliśmy to komuś z zespołu'],
    ['Bez Kasi nie było dostępu', 'Bez kogoś z zespołu nie było dostępu'],
    ['Marek i Kasia byli w sali', 'Dwie osoby z zespołu byli w sali'],
  ])('Polish: %s', (text, expected) => expect(redact(text, polish)).toBe(expected))

  test('each sentence its own, English where nothing tells', () => {
    expect(redact('The alert was late. Herr Brandl hat es nicht gesehen.', german)).toBe(
      'The alert was late. Jemand aus dem Team hat es nicht gesehen.',
    )
    expect(redact('Brandl: ok', german)).toBe('A colleague: ok')
  })
})

describe('behind a title stands a person, on the list or not', () => {
  test.each([
    [
      'Herr Falkner hat es abgelehnt, und Falkners Liste fehlt',
      'Jemand aus dem Team hat es abgelehnt, und jemandes Liste fehlt',
    ],
    ['We asked Dr. Ostrander and she knew', 'We asked a colleague and she knew'],
    ['Nous avons attendu Mme Delorme', "Nous avons attendu une personne de l'équipe"],
    ['doña Carlota no estaba', 'Alguien del equipo no estaba'],
    ['Zapytaliśmy pana Brzozowskiego o klucz', 'Zapytaliśmy kogoś z zespołu o klucz'],
  ])('%s', (text, expected) => expect(redact(text, [])).toBe(expected))

  test.each([
    'Der Herr des Hauses war nicht da',
    'a frying pan, Pan American and Don’t panic',
    'M. is a letter',
    'Sr. Engineers on call',
  ])('no title, no person: %s', text => expect(redact(text, [])).toBe(text))
})

test.each([
  'see https://docs.example.com/sommer/wolf?x=rose#petit',
  'npm i @sommer/wolf@1.3.0',
  'git clone git@git.example.com:team/abril.git',
  '/etc/wolf/petit.conf and C:\\prado\\rosa.txt',
])('an address of a thing stays whole: %s', text => expect(redact(text, [...german, ...french, ...spanish])).toBe(text))

test('an address or a handle of anybody goes, in any language', () => {
  expect(redact('Wir haben das an jane.roe@example.org geschickt', german)).toBe(
    'Wir haben das an jemanden aus dem Team geschickt',
  )
  expect(redact('merci à @inconnu pour la clé', french)).toBe("merci à une personne de l'équipe pour la clé")
})
