/** An evidently fictional week of a facilitator. */
import { layOutAgenda } from '../../../functions/domain/agenda/agenda.ts'
import { incidentId, reviewId, surveyId } from '../../../functions/domain/ids.ts'
import type { Review } from '../../../functions/domain/review/review.ts'
import type { SurveyView } from '../../../functions/domain/survey/survey.ts'
import { facts, synthesis } from '../../domain/agenda/fixture.ts'
import { robin } from './site.ts'
import { emptyWorld, type StubWorld } from './stub-api.ts'

const hour = 3_600_000
const id = (seed: number): Uint8Array => new Uint8Array(16).fill(seed)

export const sampleReviewId = (index: number) => reviewId(id(index))

interface Sample {
  readonly title: string
  readonly inHours: number
  readonly status: SurveyView['status'] | null
  readonly reviewStatus?: Review['status']
  readonly taken?: number
  readonly zone?: string
}

const samples: readonly Sample[] = [
  { title: 'Card payments declined for 47 minutes', inHours: 3, status: 'harvested', taken: 7 },
  { title: 'Search returned stale results after reindex', inHours: 50, status: 'open', taken: 3 },
  { title: 'Partner webhook queue stopped draining', inHours: 75, status: 'open', taken: 0, zone: 'America/New_York' },
  { title: 'Nightly export left 412 files half written', inHours: 120, status: null },
  { title: 'Login slow after pool change', inHours: -200, status: 'harvested', taken: 6 },
  { title: 'Duplicate order confirmations', inHours: -400, status: 'cancelled', reviewStatus: 'cancelled', taken: 2 },
]

export const sampleWorld = (now = Date.now()): StubWorld => {
  const world = emptyWorld()
  const onTheHour = Math.floor(now / hour) * hour
  for (const [index, sample] of samples.entries()) {
    const meetingAt = new Date(onTheHour + sample.inHours * hour).toISOString()
    const startedAt = new Date(onTheHour - (100 + index * 20) * hour).toISOString()
    const zone = sample.zone ?? 'Europe/Berlin'
    const incident = incidentId(id(index))
    const { title } = sample
    world.incidents.push({
      id: incident,
      title,
      severity: index % 2 ? 'P2' : 'P1',
      services: ['checkout'],
      domains: [],
      zone,
      startedAt,
      failureModes: ['connection pool exhausted'],
      deploymentRelated: false,
      version: 1,
    })
    world.reviews.push({
      id: sampleReviewId(index),
      incidentId: incident,
      title,
      startedAt,
      meetingAt,
      zone,
      durationMinutes: 60,
      facilitators: [{ email: robin.email, name: robin.name }],
      successors: [],
      history: [],
      status: sample.reviewStatus ?? 'planned',
      version: 1,
    })
    if (!sample.status) continue
    const survey = surveyId(id(index))
    const taken = sample.taken ?? 0
    world.invited.set(survey, new Set())
    world.surveys.push({
      id: survey,
      kind: 'pre-meeting',
      status: sample.status,
      instrument: 'pre-meeting-1',
      quarter: null,
      reviewId: sampleReviewId(index),
      title,
      meetingAt,
      zone,
      opensAt: startedAt,
      invited: 9,
      closesAt: new Date(Date.parse(meetingAt) - hour).toISOString(),
      takenPart: taken,
      takenPartAt: taken > 0 ? new Date(onTheHour).toISOString() : null,
      isFinal: sample.status === 'harvested',
      terms: { text: 'Stored without a name.\nRead by the facilitators named above.', hash: '3f9a2c1d' },
      termsByLanguage: {},
    })
  }
  const groups = ['Platform', 'Checkout', 'Support']
  const names = [
    'Ada Sample',
    'Bo Sample',
    'Cleo Sample',
    'Dee Sample',
    'Eli Sample',
    'Fay Sample',
    'Gus Sample',
    'Hal Sample',
  ]
  for (const [index, name] of names.entries()) {
    const email = `${(name.split(' ')[0] ?? '').toLowerCase()}@example.com`
    world.people.push({
      email,
      name,
      group: groups[index % 3] ?? '',
      seniority: index % 2 ? 'senior' : null,
      language: 'en',
      zone: index === 4 ? 'Asia/Kolkata' : 'Europe/Berlin',
      stopped: index === 6 ? 'bounced' : null,
    })
  }
  const [first] = world.reviews
  const meeting = first ? { meetingAt: first.meetingAt, reviewId: first.id } : {}
  world.agenda = layOutAgenda(synthesis, { ...facts, ...meeting })
  return world
}
