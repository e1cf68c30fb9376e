import { notFound } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { EntryView } from '@/admin/onDemand'

/** This page takes the place of Payload's, which would have said that nobody writes an entry by hand. */
export const EntryPage = ({ doc }: DocumentViewServerProps) => {
  if (!doc?.id) notFound()
  return <EntryView />
}
