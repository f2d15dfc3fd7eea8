/** Where the parts of the installation are: from the account's parameter, or from the environment for other tables. */
import { GetParameterCommand, ParameterNotFound, type SSMClient } from '@aws-sdk/client-ssm'
import { type Deployment, deploymentParameter, deploymentSchema } from '../deployment.ts'

/** Null if nothing is deployed in this account and region. */
export const readDeployment = async (client: Pick<SSMClient, 'send'>): Promise<Deployment | null> => {
  try {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: deploymentParameter }))
    return deploymentSchema.parse(JSON.parse(Parameter?.Value ?? ''))
  } catch (error) {
    if (error instanceof ParameterNotFound) return null
    throw error
  }
}
