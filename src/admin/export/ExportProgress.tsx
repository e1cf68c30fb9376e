'use client'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { Progress } from './useDownload'

type Props = { progress: Progress; total: number; onCancel: () => void }

const MEGABYTE = 1_048_576

/** Progress by what has actually arrived, as a bar and as sentences for screen readers. */
export const ExportProgress = ({ progress, total, onCancel }: Props) => {
  const t = usePanelText()
  const { number } = useFormats()
  const size = 'bytes' in progress ? number(Math.round((progress.bytes / MEGABYTE) * 10) / 10) : ''
  const sentence = (): string => {
    if (progress.state === 'done') return t('exportScreen.done', { total: number(total), size })
    if (progress.state === 'cancelled') return t('exportScreen.cancelled')
    return progress.state === 'failed' ? (progress.message ?? t('exportScreen.failed')) : ''
  }
  return (
    <div className="pr-export__progress">
      {progress.state === 'running' && (
        <>
          <progress max={Math.max(1, total)} value={progress.rows} aria-label={t('exportScreen.download')} />
          <p>{t('exportScreen.progress', { rows: number(progress.rows), total: number(total), size })}</p>
          <button type="button" className="pr-export__shortcut" onClick={onCancel}>
            {t('exportScreen.cancel')}
          </button>
        </>
      )}
      <p role="status">{sentence()}</p>
    </div>
  )
}
