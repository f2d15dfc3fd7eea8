/** A real Prometheus over what a test filled in: Debian's package, which .ci/run installs. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as z from 'zod'

const [prometheus, promtool] = ['/usr/bin/prometheus', '/usr/bin/promtool']
export const isThere = existsSync(prometheus) && existsSync(promtool)

const answerSchema = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
})

/** Samples are put where a scrape or a back-fill would have left them. */
export const ownPrometheus = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'murmur-prometheus-'))
  const data = path.join(folder, 'data')
  const config = path.join(folder, 'prometheus.yml')
  writeFileSync(config, '')

  const serving = async <Value>(work: (url: string) => Promise<Value>): Promise<Value> => {
    const running = spawn(
      prometheus,
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        '--storage.tsdb.retention.time=30y',
        '--web.listen-address=127.0.0.1:0',
        '--web.enable-admin-api',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    const ended = new Promise<void>(resolve => running.once('exit', () => resolve()))
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let said = ''
        let port = ''
        running.once('error', reject)
        running.once('exit', () => reject(new Error(said)))
        running.stderr.on('data', (chunk: Buffer) => {
          said += chunk.toString()
          port ||= /msg="Listening on" address=127\.0\.0\.1:(\d+)/.exec(said)?.[1] ?? ''
          if (port && said.includes('Server is ready to receive web requests')) resolve(`http://127.0.0.1:${port}`)
        })
      })
      return await work(url)
    } finally {
      running.kill()
      await ended
    }
  }

  return {
    end: () => rmSync(folder, { recursive: true }),

    /** Makes blocks of OpenMetrics text with timestamps. */
    fill: (text: string): void => {
      const file = path.join(folder, 'filled.om')
      writeFileSync(file, text)
      execFileSync(promtool, ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=1458h', file, data], {
        stdio: 'pipe',
      })
    },

    serving,

    /** As docs/metrics.md has it before a back-fill. */
    forget: async (url: string, matching: string): Promise<void> => {
      for (const call of [`delete_series?match[]=${encodeURIComponent(matching)}`, 'clean_tombstones']) {
        const answer = await fetch(`${url}/api/v1/admin/tsdb/${call}`, { method: 'POST' })
        if (!answer.ok) throw new Error(await answer.text())
      }
    },

    /** The value of a query that gives one; null if it gives none. */
    ask: async (url: string, query: string, at: string): Promise<number | null> => {
      const address = `${url}/api/v1/query?query=${encodeURIComponent(query)}&time=${Date.parse(at) / 1000}`
      const { data: found } = answerSchema.parse(await (await fetch(address)).json())
      return found.result[0] ? Number(found.result[0].value[1]) : null
    },

    check: (file: string): string => execFileSync(promtool, ['check', 'rules', file], { encoding: 'utf8' }),
  }
}
