'use client'
import { DefaultCell } from '@payloadcms/ui'
import type { DefaultCellComponentProps } from 'payload'
import { PersonLink } from '@/admin/people/PersonLink'

/** A name in a list leads to the person: in a list of people the row itself, of bookings whose it is. */
export const PersonCell = (props: DefaultCellComponentProps) => {
  const { cellData, collectionSlug, rowData, onClick } = props
  const of: unknown = collectionSlug === 'visitors' ? rowData?.id : cellData
  // In a drawer a row is chosen, not opened.
  if (onClick) return <DefaultCell {...props} />
  const text = <DefaultCell {...props} link={false} />
  return typeof of === 'string' && of !== '' ? <PersonLink id={of}>{text}</PersonLink> : text
}
