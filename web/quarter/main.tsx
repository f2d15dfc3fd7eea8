import '../kit/styles/tokens.css'
import '../kit/styles/ground.css'
import '../kit/styles/parts.css'
import '../kit/styles/pages.css'
import '../kit/styles/frame.css'
import '../kit/styles/reading.css'
import './page.css'
import { render } from 'preact'
import { restore } from '../kit/session/session.ts'
import { QuarterPage } from './page.tsx'
import { words } from './words/en.ts'

restore()
document.title = `${words.frame.page} · Murmur`
const root = document.getElementById('quarter')
if (root) render(<QuarterPage />, root)
