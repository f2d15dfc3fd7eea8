/** Commands that change a setting write it into the file of settings, so that the next deployment knows it, and deploy. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { InstallationNames } from '../installation-names.ts'
import type { Settings } from '../settings.ts'
import { settingsFilePath, settingsIn } from '../settings-file.ts'

interface Deploying {
  /** What stands half done where the deployment fails, in a sentence. */
  readonly left: string
  /** For `cdk deploy`. */
  readonly words?: readonly string[]
}

export const deployWith = async (
  names: InstallationNames,
  changed: Partial<Settings>,
  { left, words = [] }: Deploying,
): Promise<void> => {
  const settings = { ...settingsIn(names), ...changed }
  writeFileSync(settingsFilePath(names), `${JSON.stringify(settings, null, 2)}\n`)
  const deploy = path.join(import.meta.dirname, 'deploy.ts')
  const [code] = await once(spawn(process.execPath, [deploy, ...words], { stdio: 'inherit' }), 'close')
  if (code !== 0) throw new Error(`${names.settingsFile} says so now, but deploying failed: ${left}`)
}
