import '../kit/styles/tokens.css'
import '../kit/styles/layout.css'
import '../kit/styles/controls.css'
import '../kit/styles/quarter.css'
import '../kit/styles/print.css'
import '../kit/styles/reading.css'
import './styles/page.css'
import { render } from 'preact'
import { restore } from '../kit/session/session.ts'
import { ReviewsPage } from './page.tsx'

restore()
const root = document.getElementById('learning-review')
if (root) render(<ReviewsPage />, root)
