/** What English calls the days, the hours and where an action stands. */
export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
export const blockNames = ['00–04', '04–08', '08–12', '12–16', '16–20', '20–24'] as const

export const statusNames = {
  open: 'open',
  in_progress: 'in progress',
  completed: 'completed',
  deprioritised: 'deprioritised',
} as const
