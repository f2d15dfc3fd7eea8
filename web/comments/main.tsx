import '../kit/styles/tokens.css'
import '../kit/styles/layout.css'
import '../kit/styles/controls.css'
import '../kit/styles/print.css'
import '../kit/styles/reading.css'
import './styles/page.css'
import { render } from 'preact'
import { restore } from '../kit/session/session.ts'
import { CommentsPage } from './page.tsx'
import { words } from './words/en.ts'

restore()
document.title = `${words.frame.page} · Murmur`
const root = document.getElementById('comments')
if (root) render(<CommentsPage />, root)
