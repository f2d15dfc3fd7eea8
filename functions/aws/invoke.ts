import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { transport } from './transport.ts'

export const lambdaClient = (): LambdaClient => new LambdaClient({ maxAttempts: 3, requestHandler: transport() })

/** Starts another function for a survey without waiting for it to finish. */
export const startEvent =
  (client: LambdaClient, functionName: string) =>
  async (surveyId: string, now: string): Promise<void> => {
    const Payload = JSON.stringify({ surveyId, now })
    await client.send(new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload }))
  }
