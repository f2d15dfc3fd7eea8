import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { temporaryFolder } from './local/handlers.ts'

afterEach(() => {
  vi.doUnmock('../../functions/manifest.ts')
  vi.resetModules()
})

test('a bundle is one CommonJS file that needs nothing but Node, without a source map', async () => {
  const { bundleFunctions } = await import('../../infra/bundle.ts')
  const outDir = await bundleFunctions({ only: ['ballots'], outDir: temporaryFolder() })
  const file = path.join(outDir, 'ballots', 'index.js')
  const code = readFileSync(file, 'utf8')
  expect(code).not.toContain('sourceMappingURL')
  expect(existsSync(`${file}.map`)).toBe(false)
  expect(JSON.parse(readFileSync(path.join(outDir, 'ballots', 'package.json'), 'utf8'))).toEqual({ type: 'commonjs' })
  vi.stubEnv('SURVEYS_TABLE', 'surveys')
  vi.stubEnv('BALLOTS_TABLE', 'ballots')
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  // It lies outside the project, so anything not bundled could not be found.
  expect(createRequire(import.meta.url)(file)).toHaveProperty('handler', expect.any(Function))
  vi.unstubAllEnvs()
})

test('functions without an entry file are refused by name, all of them', async () => {
  vi.doMock('../../functions/manifest.ts', () => ({
    lambdaNames: ['real', 'ghost', 'phantom'],
    manifest: {
      real: { entry: 'functions/ballots/ballots.lambda.ts' },
      ghost: { entry: 'functions/ghost/ghost.lambda.ts' },
      phantom: { entry: 'functions/phantom/phantom.lambda.ts' },
    },
  }))
  const { bundleFunctions } = await import('../../infra/bundle.ts')
  const outDir = temporaryFolder()
  await expect(bundleFunctions({ outDir })).rejects.toThrow(/ghost\.lambda\.ts, .*phantom\.lambda\.ts$/)
  expect(existsSync(path.join(outDir, 'real'))).toBe(false)
})
