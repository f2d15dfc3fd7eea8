/** The letter of a record on its way: from the review that wrote it into the outbox of those invited. */
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { carriedOut, inParallel, type Item, reached } from '../aws/documents.ts'
import type { ReviewId, SurveyId } from '../domain/ids.ts'
import { type RecordLetter, recordLetterSchema } from '../domain/review/record.ts'
import type { ToldMail } from '../domain/mail/told.ts'

const mailsAtOnce = 20

export const recordMailStore = (documents: DynamoDBDocumentClient, peopleTable: string, learningTable: string) => {
  const putIfAbsent = (item: Item): Promise<boolean> =>
    carriedOut(
      documents.send(
        new PutCommand({ TableName: peopleTable, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }),
      ),
    )

  return {
    /** Null: the review has made no such letter. */
    readLetter: async (reviewId: ReviewId, letter: string): Promise<RecordLetter | null> => {
      const Key = { pk: `review#${reviewId}`, sk: `record-letter#${letter}` }
      const command = new GetCommand({ TableName: learningTable, Key, ConsistentRead: true })
      const { Item } = await reached(documents.send(command))
      return Item ? recordLetterSchema.parse(Item) : null
    },

    /** Where `mailer` finds its words. */
    keepLetter: (surveyId: SurveyId, letter: RecordLetter, expiresAtSeconds: number) =>
      putIfAbsent({ pk: `letter#${surveyId}`, sk: letter.letter, ...letter, expiresAtSeconds }),

    /** Put if absent: whoever was mailed this letter before is not mailed it again. */
    queueMails: (mails: readonly ToldMail[]) => inParallel(mails, mailsAtOnce, mail => putIfAbsent(mail)),
  }
}
