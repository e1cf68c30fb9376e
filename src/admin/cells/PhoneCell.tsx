import type { DefaultServerCellComponentProps } from 'payload'
import { formatPhone } from '@/domain/visitors/format-phone'

/** Stored as E.164, shown as people write it: +7 (916) 123-45-67. */
export const PhoneCell = ({ cellData }: DefaultServerCellComponentProps) => (
  <span>{typeof cellData === 'string' && cellData ? formatPhone(cellData) : '—'}</span>
)
