/**
 * Who may import whom: one line for each folder, with the folders it may import besides itself. A folder without a line
 * falls under its parent's. `x/*` is x and every folder below it; a line that names a file allows no other file of that
 * folder.
 */
export interface Folder {
  readonly reads: readonly string[]
  /** Folders from which it may import types, which do not exist at run time. */
  readonly types?: readonly string[]
  readonly libraries?: readonly RegExp[]
}

const zod = /^zod$/
const preact = /^preact(\/|$)/
const sdk = /^@aws-sdk\//
const anyLibrary = /^[^.]*$/

const domain = (...rooms: readonly string[]): string[] => [
  'functions/domain',
  ...rooms.map(room => `functions/domain/${room}`),
]
const learning = (...rooms: readonly string[]): string[] => rooms.map(room => `functions/learning/${room}`)

const rooms: Readonly<Record<string, Folder>> = {
  'functions/domain': { reads: [], libraries: [zod] },
  'functions/domain/language': { reads: [] },
  'functions/domain/table': { reads: ['functions/domain'] },
  'functions/domain/time': { reads: ['functions/domain/language'], libraries: [zod, /^temporal-polyfill$/] },
  'functions/domain/statistics': { reads: [] },
  'functions/domain/synthesis': { reads: ['functions/domain/time'], libraries: [zod, /^wink-porter2-stemmer$/] },
  'functions/domain/reader': { reads: ['functions/domain/synthesis'], libraries: [zod, /^node:crypto$/] },
  'functions/domain/people': { reads: domain('language', 'time'), libraries: [zod] },
  'functions/domain/roster': { reads: domain('language', 'people', 'table', 'time'), libraries: [zod] },
  'functions/domain/instrument': { reads: domain('language', 'synthesis').slice(1), libraries: [zod] },
  'functions/domain/trace': { reads: domain('time'), libraries: [zod, /^node:crypto$/] },
  'functions/domain/condition': { reads: domain('synthesis'), libraries: [zod] },
  'functions/domain/review': { reads: domain('people', 'statistics', 'time'), libraries: [zod] },
  'functions/domain/ballot': { reads: domain('instrument', 'language', 'synthesis'), libraries: [zod] },
  'functions/domain/reply': { reads: domain('time'), libraries: [zod] },
  'functions/domain/action': { reads: domain('condition', 'people', 'synthesis', 'table', 'time'), libraries: [zod] },
  'functions/domain/incident': { reads: domain('action', 'language', 'time'), libraries: [zod] },
  'functions/domain/import': { reads: domain('incident', 'table', 'time'), libraries: [zod] },
  'functions/domain/suppression': {
    reads: domain('ballot', 'instrument', 'statistics', 'synthesis', 'time'),
    libraries: [zod],
  },
  'functions/domain/survey': {
    reads: domain('ballot', 'instrument', 'people', 'review', 'suppression', 'time'),
    libraries: [zod, /^temporal-polyfill$/],
  },
  'functions/domain/words': {
    reads: domain('ballot', 'instrument', 'language', 'synthesis').slice(1),
  },
  'functions/domain/terms': {
    reads: domain('ballot', 'instrument', 'language', 'suppression', 'trace', 'words').slice(1),
    libraries: [zod],
  },
  'functions/domain/figures': { reads: domain('action', 'incident', 'statistics', 'time').slice(1), libraries: [zod] },
  'functions/domain/agenda': {
    reads: domain('incident', 'language', 'review', 'suppression', 'survey', 'synthesis', 'time'),
    libraries: [zod],
  },
  'functions/domain/course': {
    reads: domain('action', 'ballot', 'condition', 'incident', 'review', 'survey', 'time'),
    libraries: [zod],
  },
  'functions/domain/trends/words': { reads: domain('language', 'time').slice(1) },
  'functions/domain/trends': {
    reads: domain(
      'figures',
      'instrument',
      'language',
      'learning-review',
      'statistics',
      'suppression',
      'table',
      'time',
      'trends/words',
    ),
    libraries: [zod],
  },
  'functions/domain/mail': {
    reads: domain('action', 'language', 'people', 'survey', 'time', 'trends'),
    libraries: [zod],
  },
  'functions/domain/mail/words': { reads: domain('language', 'mail', 'review', 'time', 'trends').slice(1) },
  'functions/domain/learning-review': {
    reads: domain(
      'action',
      'agenda',
      'condition',
      'figures',
      'incident',
      'instrument',
      'language',
      'review',
      'statistics',
      'suppression',
      'synthesis',
      'time',
    ),
    libraries: [zod],
  },
}

const layers: Readonly<Record<string, Folder>> = {
  functions: { reads: [] },
  'functions/protocol': { reads: ['functions/domain/*'], libraries: [/^node:crypto$/, /^@hpke\/core$/] },
  'functions/aws': {
    reads: ['functions/domain/*', 'functions'],
    libraries: [/^@(aws-sdk|smithy)\//, zod, /^node:(timers\/promises|crypto)$/],
  },
  'functions/records': {
    reads: ['functions/domain/*', 'functions', 'functions/aws'],
    types: [],
    libraries: [zod, sdk, /^node:crypto$/],
  },
  'functions/http': { reads: ['functions/domain/*'], libraries: [/^hono(\/|$)/, /^node:zlib$/, zod] },
  'functions/formats': { reads: ['functions/domain/agenda'] },
  'functions/formats/words': { reads: ['functions/domain/language'] },
  'functions/formats/docx': { reads: ['functions/domain/agenda', 'functions/domain/language'], libraries: [/^docx$/] },
  'functions/formats/agenda': {
    reads: ['functions/domain/*', 'functions/formats', 'functions/formats/docx', 'functions/formats/words'],
    libraries: [/^docx$/, /^ical-generator$/],
  },
  'functions/formats/mail': { reads: ['functions/domain/*'] },
  'functions/formats/learning-review': {
    reads: ['functions/domain/*', 'functions/formats', 'functions/formats/docx', 'functions/formats/words'],
    libraries: [/^docx$/],
  },
}

/** What a function's folder may import, besides no other function. */
const shared = ['functions/domain/*', 'functions/aws/*', 'functions/protocol/*', 'functions/records/*']
const lambdaLibraries = [zod, sdk, /^hono(\/|$)/, /^node:(crypto|util|timers\/promises)$/]
const trigger = (...reads: readonly string[]): Folder => ({ reads: [...shared, ...reads], libraries: lambdaLibraries })
const lambda = (...reads: readonly string[]): Folder => trigger('functions/http/*', ...reads)

const functions: Readonly<Record<string, Folder>> = {
  'functions/passes': lambda('functions'),
  'functions/ballots': lambda('functions'),
  'functions/organise': lambda(),
  'functions/clock': trigger('functions'),
  'functions/mailer': trigger('functions', 'functions/formats/mail'),
  'functions/harvest': trigger('functions'),
  'functions/bounces': trigger(),
  'functions/learning/items': trigger(),
  'functions/learning/trace': lambda(...learning('items')),
  'functions/learning/figures': lambda(...learning('items')),
  'functions/learning/incidents': lambda(...learning('figures', 'items')),
  'functions/learning/reviews': lambda(...learning('figures', 'incidents', 'items')),
  'functions/learning/conditions': lambda(...learning('items', 'reviews')),
  'functions/learning/actions': lambda(...learning('conditions', 'figures', 'incidents', 'items', 'reviews')),
  'functions/learning/vendors': lambda(...learning('actions', 'incidents', 'items')),
  'functions/learning/library': lambda('functions/formats/mail', ...learning('actions', 'items', 'reviews')),
  'functions/learning/course': lambda(...learning('actions', 'conditions', 'incidents', 'items', 'library', 'reviews')),
  'functions/learning/pulses': lambda(...learning('figures', 'items')),
  'functions/learning/agenda': lambda(
    'functions/formats/agenda',
    ...learning('actions', 'conditions', 'incidents', 'items', 'reviews', 'vendors'),
  ),
  'functions/learning/quarters': lambda(
    'functions/formats/learning-review',
    ...learning('figures', 'items', 'pulses', 'vendors'),
  ),
  'functions/learning': lambda(
    ...learning(
      'actions',
      'agenda',
      'conditions',
      'course',
      'figures',
      'incidents',
      'items',
      'library',
      'pulses',
      'quarters',
      'reviews',
      'trace',
      'vendors',
    ),
  ),
}

/** The declaration of each call. They reach no store. */
const calls: Readonly<Record<string, Folder>> = {
  'functions/calls': {
    reads: [
      'functions',
      'functions/ballots/api.ts',
      'functions/http',
      'functions/learning/operations.ts',
      'functions/organise/operations.ts',
      'functions/passes/api.ts',
    ],
  },
}

const infra: Readonly<Record<string, Folder>> = {
  infra: {
    reads: [
      'functions',
      'functions/aws/log.ts',
      'functions/calls',
      'functions/domain/ballot/bulletin.ts',
      'functions/domain/instrument/registry.ts',
      'functions/domain/language/language.ts',
      'functions/domain/people/invite-domains.ts',
      'functions/domain/time/calendar.ts',
      'functions/domain/time/calendar-setting.ts',
    ],
    libraries: [/^aws-cdk-lib(\/|$)/, /^constructs$/, /^cdk-nag$/, /^esbuild$/, zod, /^node:/],
  },
  'infra/doctor': {
    reads: ['functions', 'functions/aws', 'functions/calls', 'functions/domain/ballot', 'functions/records', 'infra'],
    libraries: [anyLibrary],
  },
  'infra/verify': {
    reads: ['functions/domain', 'functions/domain/trace', 'functions/protocol', 'infra', 'web/integrity.ts'],
    libraries: [zod, /^node:/],
  },
  'infra/commands': {
    reads: [
      'functions',
      'functions/aws',
      'functions/domain/*',
      'functions/formats/agenda',
      'functions/protocol',
      'functions/records',
      'infra',
      'infra/doctor',
      'infra/verify',
      'web/answer/form.ts',
      'web/answer/participant.ts',
      'web/build.ts',
    ],
    libraries: [anyLibrary],
  },
  'infra/local/emulators': { reads: ['functions', 'functions/calls', 'infra'], libraries: [anyLibrary] },
  'infra/local/hostile': {
    reads: ['functions', 'functions/domain/ballot', 'infra', 'infra/local/emulators'],
    libraries: [anyLibrary],
  },
  'infra/local/console': {
    reads: ['functions', 'infra/local/emulators', 'infra/local/hostile'],
    libraries: [anyLibrary],
  },
  'infra/local/sample': {
    // No API writes the past, so the sample's history uses the stores, and published material the harvest's store. The
    // sample's people answer with the page's own client.
    reads: [
      'functions/aws',
      'functions/domain/*',
      'functions/harvest/filing.ts',
      'functions/harvest/store.ts',
      'functions/learning/stores.ts',
      'functions/records',
      'infra/local/emulators',
      'web/answer/form.ts',
      'web/answer/participant.ts',
      'web/answer/signed-in.ts',
    ],
    libraries: [anyLibrary],
  },
  'infra/local': {
    reads: [
      'functions',
      'functions/domain/time',
      'infra',
      'infra/local/console',
      'infra/local/emulators',
      'infra/local/hostile',
      'infra/local/sample',
      'web/build.ts',
    ],
    libraries: [anyLibrary],
  },
}

const kit: Readonly<Record<string, Folder>> = {
  'web/kit/styles': { reads: [] },
  'web/kit/words': { reads: ['functions/domain/language'] },
  'web/kit/plain': { reads: ['functions/domain/*'], libraries: [/^zod\/mini$/] },
  'web/kit': { reads: ['functions/domain/*', 'web/kit/session'], libraries: [preact] },
  'web/kit/session': { reads: ['functions/domain/*', 'web/kit/plain'], libraries: [preact, zod, /^oauth4webapi$/] },
  'web/kit/api': { reads: ['functions/domain/*', 'web/kit', 'web/kit/session'], libraries: [zod] },
  'web/kit/load': { reads: ['functions/domain/*', 'web/kit/api', 'web/kit/session'], libraries: [preact, zod] },
  'web/kit/controls': {
    reads: ['functions/domain/*', 'web/kit', 'web/kit/api', 'web/kit/load', 'web/kit/words'],
    libraries: [preact],
  },
  'web/kit/form': {
    reads: [
      'functions/domain/*',
      'web/kit',
      'web/kit/api',
      'web/kit/controls',
      'web/kit/load',
      'web/kit/session',
      'web/kit/words',
    ],
    libraries: [preact, zod],
  },
  'web/kit/frame': {
    reads: ['functions/domain/*', 'web/kit', 'web/kit/session', 'web/kit/words'],
    libraries: [preact],
  },
  'web/kit/handover': {
    reads: ['functions/domain/*', 'web/kit/api', 'web/kit/controls', 'web/kit/load'],
    libraries: [preact, zod],
  },
  'web/kit/learning-review': {
    reads: ['functions/domain/*', 'web/kit', 'web/kit/controls', 'web/kit/session'],
    libraries: [preact],
  },
}

/** A page with its own folder. */
const page = (...reads: readonly string[]): Folder => ({
  reads: ['functions/domain/*', ...reads],
  libraries: [preact, zod, /^zod\/mini$/],
})
/** A folder of the desk: a page, or code that the pages of one noun share. */
const desk = (...nouns: readonly string[]): Folder =>
  page(
    'web/kit/*',
    'web/desk/calls/*',
    'web/desk/routes/*',
    'web/desk/words/*',
    ...nouns.map(noun => `web/desk/${noun}`),
  )

const pages: Readonly<Record<string, Folder>> = {
  'web/answer': {
    // Fetched only where a survey asks for a sign-in.
    reads: ['functions/domain/*', 'web/kit/plain', 'web/kit/session/oidc.ts', 'web/kit/session/returning.ts'],
    libraries: [/^@hpke\/core$/, /^zod(\/mini)?$/],
  },
  'web/link-test': page('web/kit/plain'),
  'web/live': page('web/kit/plain'),
  'web/privacy': page('web/kit/plain'),
  'web/unsubscribe': page('web/kit/plain'),
  'web/you-said': page('web/kit/plain'),
  web: {
    reads: [
      'functions/calls',
      'functions/domain/*',
      'functions/http/openapi.ts',
      'infra/headers.ts',
      'infra/licences.ts',
      'web/answer',
      'web/privacy',
      'web/unsubscribe',
    ],
    // The last in the text that stands for it where a browser has Temporal itself.
    libraries: [/^esbuild$/, /^node:/, /^temporal-polyfill$/],
  },
  'web/comments': page('web/kit/*'),
  'web/quarter': page('web/kit/*'),
  'web/trace': page('web/kit/*'),
  'web/learning-review': page('web/kit/*'),
  'web/trends/words': page(),
  'web/trends/charts': { ...page('web/kit/*', 'web/trends/words'), libraries: [preact, /^d3-(scale|shape)$/] },
  'web/trends/parts': page('web/kit/*', 'web/trends/charts', 'web/trends/words'),
  'web/trends': page('web/kit/*', 'web/trends/charts', 'web/trends/parts', 'web/trends/words'),
  'web/desk/words': page('web/kit/words'),
  'web/desk/calls': page('web/kit/api'),
  'web/desk/roster': desk(),
  'web/desk/failure-mode': desk(),
  'web/desk/vendor': desk(),
  'web/desk/lessons': { ...desk(), libraries: [preact, zod, /^minisearch$/] },
  'web/desk/import': desk(),
  'web/desk/agenda': desk(),
  'web/desk/curate': desk(),
  'web/desk/actions': desk(),
  'web/desk/incident-form': desk(),
  'web/desk/portfolio': { ...desk('actions'), libraries: [preact, /^d3-scale$/] },
  'web/desk/meeting': { ...desk('roster'), libraries: [preact, zod, /^uqr$/] },
  'web/desk/record': desk('actions', 'meeting', 'portfolio'),
  'web/desk/delivery': desk(),
  'web/desk/inviting': desk('incident-form', 'roster'),
  'web/desk/incident': desk('actions', 'incident-form', 'inviting'),
  'web/desk/quarter': desk('incident'),
  'web/desk/course': desk(),
  'web/desk/home': desk('course', 'incident', 'incident-form', 'inviting'),
  'web/desk/pulse': desk('delivery', 'home'),
  'web/desk/review': desk('agenda', 'course', 'delivery', 'home', 'incident', 'inviting'),
  'web/desk': desk(
    'actions',
    'curate',
    'failure-mode',
    'home',
    'import',
    'incident',
    'inviting',
    'lessons',
    'meeting',
    'portfolio',
    'pulse',
    'quarter',
    'record',
    'review',
    'roster',
    'vendor',
  ),
}

export const folders: Readonly<Record<string, Folder>> = {
  ...rooms,
  ...layers,
  ...functions,
  ...calls,
  ...infra,
  ...kit,
  ...pages,
  test: { reads: ['functions/*', 'infra/*', 'web/*', 'test/*'], libraries: [/./] },
}
