/**
 * Purpose: the only sender of mail: claims queued mails, sends them, takes them off the queue. Trigger: every minute.
 * If it fires twice, even at once, each mail is claimed once: its lease outlives the run that took it.
 */
import { randomUUID } from 'node:crypto'
import { environment } from '../aws/env.ts'
import { jsonService } from '../aws/json-service.ts'
import { log } from '../aws/log.ts'
import { sesService } from '../aws/ses-service.ts'
import { tableService } from '../aws/table-service.ts'
import { manifest } from '../manifest.ts'
import { createPacer, processClock, stopwatch } from './pacer.ts'
import { sesPost } from './post-store.ts'
import { runMailer } from './run.ts'
import { mailerStore } from './store.ts'

const settings = environment(manifest.mailer.environment)
const store = mailerStore({ ...settings, tables: tableService(), parameters: jsonService('ssm') })
const fixed = { ...settings, store, post: sesPost(sesService(), settings), pacer: createPacer(processClock) }
const report = (code: string, count: number): void => log('mailer', { code, count })
export const handler = ({ time }: { time: string }) =>
  runMailer({ ...fixed, report, boundary: randomUUID(), elapsed: stopwatch(processClock) }, time)
