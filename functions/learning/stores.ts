/** Everything that `learning` reads and writes by, as its routes take it. */
import { type LearningStoreSettings, learningStore } from './store.ts'

export type LearningStores = ReturnType<typeof learningStores>

export const learningStores = (settings: LearningStoreSettings) => ({ store: learningStore(settings) })
