import '../desk/styles/tokens.css'
import '../desk/styles/layout.css'
import '../desk/styles/controls.css'
import '../desk/styles/quarter.css'
import '../desk/styles/print.css'
import '../trends/styles/reading.css'
import './styles/page.css'
import { render } from 'preact'
import { restore } from '../desk/session/session.ts'
import { ReviewsPage } from './page.tsx'

restore()
const root = document.getElementById('learning-review')
if (root) render(<ReviewsPage />, root)
