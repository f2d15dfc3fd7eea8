import { expect, test } from 'vitest'
import { proposalIn } from '../../../functions/domain/reader/answer.ts'

const proposal = { themes: [{ title: 'a "b" }', members: [{ statement: 1, quote: 'x [y' }] }], proposals: [] }

test('a proposal is found as it is, between fences and after a preface', () => {
  const json = JSON.stringify(proposal)
  for (const answer of [json, `Sure:\n\n${json}\nAnything else?`, `\`\`\`json\n${json}\n\`\`\``])
    expect(proposalIn(answer)).toStrictEqual(proposal)
})

test('cut off anywhere it is whole up to the last thing that was complete, or nothing', () => {
  const json = JSON.stringify({ ...proposal, conditions: [{ statement: 2, quote: 'z' }] })
  for (let length = 0; length < json.length; length += 1) {
    const found = proposalIn(json.slice(0, length))
    expect(found === undefined || typeof found === 'object').toBe(true)
  }
  expect(proposalIn(json.slice(0, json.indexOf('"conditions"') + 20))).toStrictEqual(proposal)
})

test('what holds no object gives nothing', () => {
  for (const answer of ['', 'no', '[', '{', '{]', '}{', '[1,2]']) expect(proposalIn(answer)).toBeUndefined()
})
