import './session/strict.ts'
import './styles/tokens.css'
import './styles/layout.css'
import './styles/controls.css'
import './styles/pages.css'
import './styles/quarter.css'
import './styles/agenda.css'
import './styles/meeting.css'
import './styles/pulse.css'
import './styles/incidents.css'
import './styles/following.css'
import './styles/print.css'
import { render } from 'preact'
import { Desk } from './desk.tsx'
import { guardUnsaved } from './draft.ts'
import { restore } from './session/session.ts'

restore()
guardUnsaved()
const root = document.getElementById('desk')
if (root) render(<Desk />, root)
