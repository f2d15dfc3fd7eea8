import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

const all = ['test/**/*.test.ts', 'test/**/*.test.tsx']

/** Whoever puts a module of its own in another's place has a process of its own too; all others share theirs. */
const apart = globSync(all).filter(file => /\bvi\.(?:mock|doMock|resetModules)\(/.test(readFileSync(file, 'utf8')))

export default defineConfig({
  test: {
    setupFiles: ['test/seed.ts'],
    testTimeout: 180_000,
    hookTimeout: 240_000,
    // What is waited for comes when it comes: a busy machine is no failure.
    expect: { poll: { timeout: 60_000 } },
    // Two cores: more workers only make the embedded world slower.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'together', include: all, exclude: apart, isolate: false } },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
  },
})
