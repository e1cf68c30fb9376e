'use client'
import type { ColumnId, Row } from '@/domain/exports/columns'
import { formatPhone } from '@/domain/visitors/format-phone'
import type { exportParticipantsRoute } from '@/endpoints/exports'
import type { AnswerOf } from '@/admin/ui/answers'
import { DataList } from '@/admin/ui/DataList'
import { usePanelText, usePanelWord } from '@/admin/ui/texts'
import { Empty } from '@/admin/ui/States'
import type { ApiRefusal } from '@/admin/ui/api'

export type Preview = AnswerOf<typeof exportParticipantsRoute>
type Props = {
  preview: Preview | undefined
  error: ApiRefusal | undefined
  loading: boolean
  onRetry: () => void
}

/** The first rows as the file will have them: the same columns, in the same order. */
export const ExportPreview = ({ preview, error, loading, onRetry }: Props) => {
  const t = usePanelText()
  const word = usePanelWord()
  const columns = preview?.columns ?? []
  const title = columns.includes('fullName') ? 'fullName' : columns[0]
  const shown = (id: ColumnId, value: string | null | undefined): string => {
    if (!value) return ''
    if (id === 'date' || id === 'bookedAt') return value.replace(/^(\d{4})-(\d{2})-(\d{2})/, '$3.$2.$1')
    if (id === 'phone') return formatPhone(value)
    return id === 'status' ? word('bookingStatus', value) : value
  }
  const rows = (preview?.rows ?? []).map((row, index) => ({ key: String(index), row }))
  return (
    <section className="pr-export__preview" aria-busy={loading}>
      <DataList
        columns={columns.map((id) => ({
          key: id,
          label: t(`columns.${id}`),
          primary: id === title,
          render: ({ row }: { row: Row }) => shown(id, row[id]),
        }))}
        rows={rows}
        rowKey={({ key }) => key}
        loading={loading && !preview}
        error={error}
        onRetry={onRetry}
        empty={<Empty title={t('exportScreen.nothing')} text={t('exportScreen.nothingHint')} />}
      />
      {preview && preview.total > preview.rows.length && (
        <p className="pr-export__note">{t('exportScreen.shown', { count: preview.rows.length })}</p>
      )}
    </section>
  )
}
