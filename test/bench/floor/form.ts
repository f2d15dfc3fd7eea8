/** The least page that asks the same: labels and boxes, no style, no script, no facts. */
import { preMeeting1 } from '../../../functions/domain/instrument/pre-meeting.ts'
import { wordingsIn } from '../../../functions/domain/instrument/words/languages.ts'

export const plainForm = (): string => {
  const field = (item: (typeof preMeeting1.items)[number]): string => {
    const text = wordingsIn('en')[preMeeting1.id]?.[item.id]?.question ?? ''
    if (item.kind === 'text') return `<p><label>${text}<br><textarea name="${item.id}"></textarea></label></p>`
    const options = item.kind === 'ticks' ? item.options : [1, 2, 3, 4, 5]
    const type = item.kind === 'ticks' ? 'checkbox' : 'radio'
    const boxes = options.map(
      option => `<label><input type="${type}" name="${item.id}" value="${option}">${option}</label>`,
    )
    return `<fieldset><legend>${text}</legend>${boxes.join('')}</fieldset>`
  }
  const meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
  return `<!doctype html><html lang="en">${meta}<title>Form</title><form>${preMeeting1.items.map(field).join('')}<button>Send</button></form></html>`
}
