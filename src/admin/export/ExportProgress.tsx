'use client'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { Progress } from './useDownload'

type Props = { progress: Progress; total: number; onCancel: () => void }

const MEGABYTE = 1_048_576

/** What has arrived, counted, not guessed. The bar is for the eye, the sentences for everybody. */
export const ExportProgress = ({ progress, total, onCancel }: Props) => {
  const t = usePanelText()
  const { number } = useFormats()
  const size = 'bytes' in progress ? number(Math.round((progress.bytes / MEGABYTE) * 10) / 10) : ''
  const sentence = (): string => {
    if (progress.state === 'done') return t('export.done', { total: number(total), size })
    if (progress.state === 'cancelled') return t('export.cancelled')
    return progress.state === 'failed' ? (progress.message ?? t('export.failed')) : ''
  }
  return (
    <div className="pr-export__progress">
      {progress.state === 'running' && (
        <>
          <progress max={Math.max(1, total)} value={progress.rows} aria-label={t('export.download')} />
          <p>{t('export.progress', { rows: number(progress.rows), total: number(total), size })}</p>
          <button type="button" className="pr-export__shortcut" onClick={onCancel}>
            {t('export.cancel')}
          </button>
        </>
      )}
      <p role="status">{sentence()}</p>
    </div>
  )
}
