'use client'
import { Button, useAuth } from '@payloadcms/ui'
import { useState } from 'react'
import { COLUMNS, mayExport, type ColumnId } from '@/domain/exports/columns'
import type { Role } from '@/domain/access/caller'
import { usePanelLanguage, usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useUrlState } from '@/admin/ui/useUrlState'
import { ColumnChooser } from './ColumnChooser'
import { ExportFilters } from './ExportFilters'
import { ExportPreview, type Preview } from './ExportPreview'
import { ExportProgress } from './ExportProgress'
import { columnsOf, columnsToAsk, exportPath, FILTERS, NOTHING_ASKED, type Asked } from './question'
import { MOST_ROWS_IN_PAGE, useDownload } from './useDownload'
import './export.scss'

const ROWS_PER_PAGE = 30
const MANY_PAGES = 50

/** The export: columns and filters, a preview with the total, an Excel file and a print page. */
export const ExportTab = () => {
  const t = usePanelText()
  const { user } = useAuth<{ id: string; role: Role; collection: 'users' }>()
  const language = usePanelLanguage()
  const [asked, set] = useUrlState<Asked>(NOTHING_ASKED)
  const { progress, start, cancel } = useDownload()
  // The boxes keep their own state, because the address updates too slowly for fast ticking.
  const [show, setShow] = useState(asked.show)
  const [big, setBig] = useState(false)

  const allowed = COLUMNS.filter(
    (id) => user && mayExport({ kind: 'users', id: String(user.id), role: user.role, via: 'panel' }, id),
  )
  const columns = columnsOf(show, allowed)
  const choose = (chosen: ColumnId[]) => {
    const next = columnsToAsk(chosen, allowed)
    setShow(next)
    set({ show: next })
  }
  const filtered = FILTERS.some((key) => asked[key] !== '')

  const found = useData<Preview>(columns.length > 0 ? exportPath('json', asked, columns) : null)
  const preview = columns.length > 0 ? found.data : undefined
  const total = preview?.total ?? 0
  const ready = preview !== undefined && !found.error && total > 0
  const pages = Math.ceil(total / ROWS_PER_PAGE)
  const download = () => {
    setBig(total > MOST_ROWS_IN_PAGE)
    void start(exportPath('xlsx', asked, columns), total, language)
  }

  if (!user) return null
  return (
    <div className="pr-export">
      <div className="pr-export__question">
        <ExportFilters
          asked={asked}
          filtered={filtered}
          onChange={set}
          onReset={() => set({ ...NOTHING_ASKED, tab: asked.tab, show })}
        />
        <ColumnChooser allowed={allowed} chosen={columns} usual={columnsOf('', allowed)} onChange={choose} />
      </div>
      <div className="pr-export__head">
        <h2 className="pr-export__title">
          {t('exportScreen.preview')}
          <span className="pr-export__total" aria-live="polite">
            {preview && !found.error ? t('exportScreen.total', { count: total }) : ''}
          </span>
        </h2>
        <div className="pr-export__actions">
          <Button
            buttonStyle="primary"
            margin={false}
            disabled={!ready || progress.state === 'running'}
            onClick={download}
          >
            {t('exportScreen.download')}
          </Button>
          {ready && (
            <a className="pr-export__link" href={exportPath('html', asked, columns)} target="_blank" rel="noreferrer">
              {t('exportScreen.print')}
              <span className="pr-export__hidden"> ({t('exportScreen.newTab')})</span>
            </a>
          )}
        </div>
      </div>
      {ready && pages > MANY_PAGES && (
        <p className="pr-export__note">{t('exportScreen.longPrint', { count: pages })}</p>
      )}
      {big && <p className="pr-export__note">{t('exportScreen.big')}</p>}
      <ExportProgress progress={progress} total={total} onCancel={cancel} />
      {columns.length === 0 ? (
        <p className="pr-export__note">{t('exportScreen.noColumns')}</p>
      ) : (
        <ExportPreview preview={preview} error={found.error} loading={found.isLoading} onRetry={found.refresh} />
      )}
    </div>
  )
}
