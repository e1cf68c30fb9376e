'use client'
import { useConfig, useTranslation } from '@payloadcms/ui'
import { getTranslation } from '@payloadcms/translations'
import type { ClientField } from 'payload'
import type { FieldFault } from '@/admin/ui/useRefuse'

const named = (fields: ClientField[], name: string): ClientField | undefined =>
  fields
    .flatMap((field) => (field.type === 'row' || field.type === 'collapsible' ? field.fields : [field]))
    .find((field) => 'name' in field && field.name === name)

/** An error with the name of its field, for places where it can't stand next to the field. */
export const useFaultText = () => {
  const { getEntityConfig } = useConfig()
  const { i18n } = useTranslation()
  const fields = getEntityConfig({ collectionSlug: 'events' })?.fields ?? []
  return ({ path, message }: FieldFault): string => {
    const field = named(fields, path.split('.')[0] ?? '')
    const label = field && 'label' in field ? field.label : undefined
    return label && typeof label !== 'function' ? `${getTranslation(label, i18n)}: ${message}` : message
  }
}
