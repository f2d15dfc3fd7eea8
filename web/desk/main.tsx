import '../kit/session/strict.ts'
import '../kit/styles/tokens.css'
import '../kit/styles/ground.css'
import '../kit/styles/parts.css'
import '../kit/styles/pages.css'
import '../kit/styles/frame.css'
import '../kit/styles/quarter.css'
import '../kit/styles/reading.css'
import './styles/desk.css'
import './styles/course.css'
import './styles/agenda.css'
import './styles/curate.css'
import './styles/delivery.css'
import './styles/roster.css'
import './styles/meeting.css'
import './styles/room.css'
import { render } from 'preact'
import { Desk } from './desk.tsx'
import { guardUnsaved } from '../kit/load/draft.ts'
import { recallTime } from '../kit/session/clock.ts'
import { meetingKeys } from '../kit/session/meeting-names.ts'
import { restore, signedIn } from '../kit/session/session.ts'
import { pageAt } from './pages.ts'

restore()
recallTime()
// Beside the first reading of who is there, not after it; the page itself says so where it cannot be fetched.
if (signedIn().state === 'signed-in')
  pageAt(location.hash)
    ?.page.load()
    .catch(() => {})
// Also where nobody opens a meeting again.
if (meetingKeys().length > 0)
  import('./meeting/keep.ts').then(({ dropOldMeetings }) => dropOldMeetings(Date.now())).catch(() => {})
guardUnsaved()
const root = document.getElementById('desk')
if (root) render(<Desk />, root)
