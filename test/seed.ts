/**
 * Property tests draw the same cases for the same commit, so that a failure is about the change it ran on. `npm run
 * soak` draws others, and names the seed of what it finds.
 */
import fc from 'fast-check'

const usual = 20_260_401
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? usual) })
