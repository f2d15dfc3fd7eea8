/* oxlint-disable no-new -- a construct adds itself to its scope */
/** The app behind one step of `npm run deploy`: what is deployed already, with one index of a table more or less. */
import { App, Stack } from 'aws-cdk-lib'
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include'

const [, , templateFile, stack] = process.argv
if (templateFile === undefined || stack === undefined)
  throw new Error('a template and the name of its stack are missing')
const app = new App()
new CfnInclude(new Stack(app, stack), 'Deployed', { templateFile })
app.synth()
