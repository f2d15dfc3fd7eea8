import '../desk/styles/tokens.css'
import '../desk/styles/layout.css'
import '../desk/styles/controls.css'
import '../desk/styles/print.css'
import '../trends/styles/reading.css'
import './styles/page.css'
import { render } from 'preact'
import { restore } from '../desk/session/session.ts'
import { CommentsPage } from './page.tsx'

restore()
const root = document.getElementById('comments')
if (root) render(<CommentsPage />, root)
