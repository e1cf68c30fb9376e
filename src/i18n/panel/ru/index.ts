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
import type { en } from '../en'
import type { Translated } from '../shape'

export const ru: { [Area in keyof typeof en]: Translated<(typeof en)[Area]> } = {
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
