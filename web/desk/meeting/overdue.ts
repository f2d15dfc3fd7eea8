/** A channel that nobody closed is closed by whoever of its facilitators comes by after its four hours. */
import type { ReviewId } from '../../../functions/domain/ids.ts'
import { closeLive, readBoard } from './calls.ts'

/** What is filed is in the agenda either way: this only clears the rows, and may as well be done another time. */
export const closeOverdue = async (id: ReviewId): Promise<void> => {
  try {
    const board = await readBoard(id, '')
    if (board?.value.state === 'closed' && board.value.closesAt !== null) await closeLive(id)
  } catch {
    // Told by the page itself where it matters.
  }
}
