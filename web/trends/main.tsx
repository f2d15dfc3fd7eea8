import '../desk/styles/tokens.css'
import '../desk/styles/layout.css'
import '../desk/styles/controls.css'
import './styles/page.css'
import './styles/charts.css'
import './styles/print.css'
import { render } from 'preact'
import { restore } from '../desk/session/session.ts'
import { TrendsPage } from './page.tsx'

restore()
const root = document.getElementById('trends')
if (root) render(<TrendsPage />, root)
