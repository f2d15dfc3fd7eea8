/** `npx cdk synth`: bundles the functions, then describes the stack. Needs neither network nor credentials. */
import path from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { Code } from 'aws-cdk-lib/aws-lambda'
import { AwsSolutionsChecks } from 'cdk-nag'
import { bundleFunctions } from './bundle.ts'
import { addMurmur } from './service.ts'
import { readSettings, settingsSchema } from './settings.ts'

const app = new App()
const context = Object.fromEntries(
  Object.keys(settingsSchema.shape).map((name): [string, unknown] => [name, app.node.tryGetContext(name)]),
)
const folder = await bundleFunctions()
addMurmur(app, readSettings(context), name => Code.fromAsset(path.join(folder, name)))
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
app.synth()
