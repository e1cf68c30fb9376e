'use client'
import type { DefaultCellComponentProps } from 'payload'
import { clockIn } from '@/admin/time/zoned'

/** The time of day at the place. */
export const PlaceTimeCell = ({ cellData, rowData }: DefaultCellComponentProps) => {
  const { timezone } = (rowData ?? {}) as { timezone?: string }
  if (typeof cellData !== 'string') return <span>—</span>
  return <span>{clockIn(cellData, timezone ?? 'Europe/Moscow')}</span>
}
