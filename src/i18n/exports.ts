import { audit as auditEnglish } from './en/audit'
import { bookingStatus as statusEnglish } from './en/bookingStatus'
import { columns as columnsEnglish } from './en/columns'
import { audit as auditRussian } from './ru/audit'
import { bookingStatus as statusRussian } from './ru/bookingStatus'
import { columns as columnsRussian } from './ru/columns'
import { speaker } from './speaker'

/** The texts of files and of pages to print. */
export const exportText = speaker(
  { audit: auditEnglish, bookingStatus: statusEnglish, columns: columnsEnglish },
  { audit: auditRussian, bookingStatus: statusRussian, columns: columnsRussian },
)
