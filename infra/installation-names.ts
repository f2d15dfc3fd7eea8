/**
 * What one installation is called. Several stages stand side by side in one account and region, so every name that is not
 * drawn by AWS carries the stage. The account, the region and the stage are said the same way: AWS_PROFILE, AWS_REGION,
 * MURMUR_STAGE.
 */
import * as z from 'zod'
import { keyPrefix } from '../functions/manifest.ts'

const stageSchema = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,11}$/, 'MURMUR_STAGE is up to twelve lower-case letters and digits, a letter first')

export interface InstallationNames {
  readonly stack: string
  /** Keys are parameters below it. */
  readonly keyPrefix: string
  /** Of the parameter that says where everything is. */
  readonly deployment: string
  /** The KMS key of each class of keys, where there is one. */
  readonly keyAlias: string
  /** Before the account's number; whoever signs in sees it. */
  readonly signIn: string
  readonly settingsFile: string
}

/** The usual installation has no stage; its names are those that it always had. */
export const namesOf = (stage: string | undefined): InstallationNames => {
  const behind = stage === undefined ? '' : `-${stage}`
  return {
    stack: `Murmur${behind}`,
    keyPrefix: `${keyPrefix}${behind}`,
    deployment: `/murmur${behind}-deployment`,
    keyAlias: `alias/murmur${behind}/{class}`,
    signIn: `murmur${behind}`,
    settingsFile: stage === undefined ? 'settings.json' : `settings.${stage}.json`,
  }
}

/** Throws for a stage that cannot be part of a name. */
export const installationNames = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): InstallationNames => {
  const given = environment['MURMUR_STAGE']
  if (!given) return namesOf(undefined)
  const stage = stageSchema.safeParse(given)
  if (!stage.success) throw new Error(stage.error.issues.map(({ message }) => message).join())
  return namesOf(stage.data)
}
