import { errorReports } from './errorReports'
import { eventForm } from './eventForm'
import { occurrences } from './occurrences'
import { participants } from './participants'
import { home } from './home'
import { messages } from './messages'
import { schedule } from './schedule'
import { ui } from './ui'
import { exportScreen } from './export'
import { privacy } from './privacy'
import { signOn } from './signOn'

export const en = {
  schedule,
  eventForm,
  occurrences,
  participants,
  export: exportScreen,
  home,
  messages,
  errorReports,
  privacy,
  signOn,
  ui,
}
