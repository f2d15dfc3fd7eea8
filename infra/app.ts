/** `npx cdk synth`: bundles the functions, then describes the stack. Needs neither network nor credentials. */
import path from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { AwsSolutionsChecks } from 'cdk-nag'
import * as z from 'zod'
import { bundleFunctions } from './bundle.ts'
import { installationNames } from './installation-names.ts'
import { addMurmur } from './service.ts'
import { readSettings } from './settings.ts'
import { settingsAmong, settingsIn } from './settings-file.ts'

const app = new App()
const names = installationNames()
const context = z.record(z.string(), z.unknown()).parse(app.node.getAllContext())
const settings = readSettings({ ...settingsIn(names), ...settingsAmong(context) })
const folder = await bundleFunctions()
addMurmur(app, settings, name => Code.fromAsset(path.join(folder, name)), names)
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
app.synth()
