import '../kit/styles/tokens.css'
import '../kit/styles/layout.css'
import '../kit/styles/controls.css'
import './styles/page.css'
import './styles/charts.css'
import './styles/print.css'
import { render } from 'preact'
import { restore } from '../kit/session/session.ts'
import { TrendsPage } from './page.tsx'

restore()
const root = document.getElementById('trends')
if (root) render(<TrendsPage />, root)
