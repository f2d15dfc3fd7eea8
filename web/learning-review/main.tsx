import '../kit/styles/tokens.css'
import '../kit/styles/ground.css'
import '../kit/styles/parts.css'
import '../kit/styles/pages.css'
import '../kit/styles/frame.css'
import '../kit/styles/quarter.css'
import '../kit/styles/reading.css'
import { render } from 'preact'
import { restore } from '../kit/session/session.ts'
import { ReviewsPage } from './page.tsx'
import { words } from './words/en.ts'

document.title = `${words.frame.page} · Murmur`
restore()
const root = document.getElementById('learning-review')
if (root) render(<ReviewsPage />, root)
