import '../kit/styles/tokens.css'
import '../kit/styles/ground.css'
import '../kit/styles/parts.css'
import '../kit/styles/pages.css'
import '../kit/styles/frame.css'
import './styles/page.css'
import { render } from 'preact'
import { restore } from '../kit/session/session.ts'
import { TrendsPage } from './page.tsx'
import { words } from './words/en.ts'

document.title = `${words.frame.page} · Murmur`
restore()
const root = document.getElementById('trends')
if (root) render(<TrendsPage />, root)
