import { expect, test } from 'vitest'
import { findLink } from '../../../functions/domain/ballot/find-link.ts'
import { testLink, testLinkUrl } from '../../../functions/domain/ballot/test-link.ts'
import { everyUndo } from '../../../functions/domain/handed-on.ts'
import type { AwsRequest } from '../../../infra/doctor/call.ts'
import { sendTestMail } from '../../../infra/doctor/test-mail.ts'
import { deployment } from './account.ts'

test('one mail goes out, from the sender of invitations, with the test link whole in its text and its HTML', async () => {
  const sent: AwsRequest[] = []
  const call = async (request: AwsRequest): Promise<string> => {
    sent.push(request)
    return ''
  }
  await sendTestMail(call, 'eu-central-1', deployment, 'ana@corp.test')
  expect(sent.length).toBe(1)
  expect(sent[0]).toMatchObject({ service: 'ses', host: 'email.eu-central-1.amazonaws.com', region: 'eu-central-1' })
  const form = new URLSearchParams(String(sent[0]?.body))
  expect(form.get('Source')).toBe('murmur@corp.test')
  expect(form.get('Destination.ToAddresses.member.1')).toBe('ana@corp.test')
  for (const part of ['Text', 'Html']) {
    const body = form.get(`Message.Body.${part}.Data`) ?? ''
    expect(body).toContain(testLinkUrl(deployment.siteUrl))
    expect(findLink(body, everyUndo)).toMatchObject({ link: testLink })
  }
})

test('what SES refuses is passed on', async () => {
  const refused = sendTestMail(
    () => Promise.reject(new Error('ses answers 400 MessageRejected')),
    'r',
    deployment,
    'a@b.c',
  )
  await expect(refused).rejects.toThrow('MessageRejected')
})
