/** Where the parts of the installation are: from the account's parameter, or from the environment for other tables. */
import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm'
import { type Deployment, deploymentSchema } from '../deployment.ts'
import { installationNames } from '../installation-names.ts'

/** Null if nothing is deployed in this account and region under this stage. */
export const readDeployment = async (client: Pick<SSMClient, 'send'>): Promise<Deployment | null> => {
  const { deployment } = installationNames()
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: deployment }))
    return deploymentSchema.parse(JSON.parse(Parameter?.Value ?? ''))
  } catch (error) {
    if (error instanceof ParameterNotFound) return null
    throw error
  }
}

/** For commands that are of no use without one. */
export const requireDeployment = async (client: Pick<SSMClient, 'send'>): Promise<Deployment> => {
  const deployment = await readDeployment(client)
  if (!deployment)
    throw new Error(`${installationNames().stack} is not deployed in this account and region: npm run deploy`)
  return deployment
}
