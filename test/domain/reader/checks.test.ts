import { expect, test } from 'vitest'
import {
  criterionWords,
  inItsSentence,
  isClockOf,
  isQuoteOf,
  questionWords,
  type Standard,
  titleWords,
} from '../../../functions/domain/reader/checks.ts'
import { people } from './said.ts'

const english: Standard = {
  language: 'en',
  people,
  said: ['The page for the boiler came at 22:40, far too late', 'My phone stayed silent all night long'],
}

test('a quote is a part of its statement, letter by letter, in whole words', () => {
  const text = 'We did not test the alarm, and the alarming part came after.'
  expect(isQuoteOf(text, 'did not test the alarm')).toBe(true)
  expect(isQuoteOf(text, 'did not test the Alarm')).toBe(false)
  expect(isQuoteOf(text, 'not test the alarm  and')).toBe(false)
  expect(isQuoteOf(text, 'and the alarm')).toBe(false)
  expect(isQuoteOf(text, 'the alarm')).toBe(false)
  expect(isQuoteOf(text, '')).toBe(false)
  expect(isQuoteOf('No alarm', 'No alarm')).toBe(true)
  expect(isQuoteOf('アラートが遅れました', 'アラートが遅れ')).toBe(true)
})

test('a quote is shown in its sentence, so that what was denied stays denied', () => {
  const text = 'It was late. We did not test the alarm, ever. Then it rang.\nOn the next line.'
  expect(inItsSentence(text, 'test the alarm')).toBe('We did not test the alarm, ever.')
  expect(inItsSentence(text, 'ever. Then it')).toBe('We did not test the alarm, ever. Then it rang.')
  expect(inItsSentence(text, 'it rang.\nOn the')).toBe('it rang.\nOn the')
})

test('a title of the statements’ own words stands', () => {
  expect(titleWords('The page that came too late.', english)).toBe('The page that came too late')
})

test.each([
  ['twelve words', 'The page for the boiler came far too late for my silent phone'],
  ['one word', 'Page'],
  ['a person', 'Bob Muster and the silent phone'],
  ['blame', 'The operator ignored the boiler page'],
  ['blame', 'The boiler page was the operator’s fault'],
  ['hindsight', 'The page should have come in the night'],
  ['a count nobody gave', 'The page came 55 minutes late'],
  ['words nobody said', 'Budget cuts and missing leadership'],
  ['another language', 'Die Seite für den Boiler kam zu spät in der Nacht'],
  ['mark-up', '<b>The page came late</b>'],
  ['a link', 'The page came late https://example.com'],
  ['two lines', 'The page came late\nin the night'],
  ['a right-to-left override', 'The page \u202ecame late'],
  ['a question', 'Did the page come late in the night?'],
  ['somebody’s distress', 'I feel sick since the page came late'],
  ['nothing', '   '],
])('a title with %s is not taken', (_, title) => {
  expect(titleWords(title, english)).toBeNull()
})

test('a title in the language of its statements stands, whatever was asked for', () => {
  const german: Standard = {
    language: 'en',
    people,
    said: ['Der Druck im Kessel war schon weg', 'Kein Druck im Kessel'],
  }
  expect(titleWords('Der Druck im Kessel war weg', german)).toBe('Der Druck im Kessel war weg')
})

test('an open question about what was said stands', () => {
  for (const question of [
    'What does a page pass through between the boiler and a phone at night?',
    'How would somebody on the night shift learn that the phone stays silent?',
    'Which signs of the boiler reach a phone, and which of them stop on the way?',
  ])
    expect(questionWords(question, english)).toBe(question)
})

test('“Was” begins an open question in German', () => {
  const german: Standard = {
    language: 'de',
    people,
    said: ['Der Druck im Kessel war schon weg', 'Kein Druck im Kessel'],
  }
  const question = 'Was konnte man am Kessel über den Druck sehen, und von wo?'
  expect(questionWords(question, german)).toBe(question)
})

test.each([
  ['who', 'Who let the boiler page come late?'],
  ['whose fault', 'Whose fault was the silent phone?'],
  ['who, further on', 'What happened to the page and who forgot the phone?'],
  ['which person', 'Which engineer kept the phone silent?'],
  ['why', 'Why did the page come so late?'],
  ['a yes or no', 'Was the boiler page tested at night?'],
  ['a leading form', 'Shouldn’t the page have come to every phone?'],
  ['blame', 'How could the on-call have been so careless with the phone?'],
  ['a team', 'What made the database team ignore the boiler page?'],
  ['punishment', 'What would it take to fire the phone’s owner?'],
  ['a name', 'What did Bob Muster know of the boiler page?'],
  ['no question', 'Talk about the boiler page.'],
  ['two questions', 'What about the page? What about the phone?'],
  ['a sentence before it', 'The page was ignored. What about the phone?'],
  ['nothing of what was said', 'What would make management care about budgets?'],
  ['a figure that nobody gave', 'What took the page 55 minutes?'],
  ['another language', 'Was hat die Meldung vom Boiler in der Nacht aufgehalten?'],
  ['a German culprit', 'Wer hat das Phone in der Nacht nicht gehört?'],
  ['too many words', `What does a page ${'and a boiler '.repeat(12)}pass?`],
])('a question that asks %s is not taken', (_, question) => {
  expect(questionWords(question, english)).toBeNull()
})

test('a criterion passes the same', () => {
  expect(criterionWords('Says that the page did not reach a phone.', english)).not.toBeNull()
  expect(criterionWords('Says that the operator ignored the page.', english)).toBeNull()
  expect(criterionWords('Mentions Bob Muster and the page.', english)).toBeNull()
})

test('a clock time is taken where the quote gives it, in either half of the day', () => {
  expect(isClockOf('at 1812 the valve closed', '18:12')).toBe(true)
  expect(isClockOf('around 10:40 the page came', '22:40')).toBe(true)
  expect(isClockOf('around 22:40 the page came', '10:40')).toBe(false)
  expect(isClockOf('around 22:40 the page came', '22:41')).toBe(false)
  expect(isClockOf('shortly before midnight', '23:50')).toBe(false)
  expect(isClockOf('around 22:40', '25:40')).toBe(false)
})
