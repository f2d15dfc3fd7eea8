/** The document client behind the interface of `table-service.ts`: one function for all operations. */
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import type { TableAnswer, TableCall, TableInput, TableOperation } from './table-service.ts'

export const documentCalls = (documents: DynamoDBDocumentClient): TableCall => {
  const calls: Readonly<Record<TableOperation, (input: TableInput) => Promise<TableAnswer>>> = {
    GetItem: input => documents.send(new GetCommand({ ...input, Key: input.Key })),
    PutItem: input => documents.send(new PutCommand({ ...input, Item: input.Item })),
    UpdateItem: input => documents.send(new UpdateCommand({ ...input, Key: input.Key })),
    DeleteItem: input => documents.send(new DeleteCommand({ ...input, Key: input.Key })),
    Query: input => documents.send(new QueryCommand(input)),
  }
  return (operation, input) => calls[operation](input)
}
