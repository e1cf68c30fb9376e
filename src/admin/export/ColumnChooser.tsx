'use client'
import { COLUMNS, type ColumnId } from '@/domain/exports/columns'
import { usePanelText } from '@/admin/ui/texts'

type Props = {
  allowed: readonly ColumnId[]
  chosen: readonly ColumnId[]
  usual: readonly ColumnId[]
  onChange: (columns: ColumnId[]) => void
}

export const ColumnChooser = ({ allowed, chosen, usual, onChange }: Props) => {
  const t = usePanelText()
  const shortcuts = [
    { label: t('exportScreen.all'), columns: allowed },
    { label: t('exportScreen.usual'), columns: usual },
    { label: t('exportScreen.none'), columns: [] },
  ]
  return (
    <fieldset className="pr-export__columns">
      <legend>{t('exportScreen.columns')}</legend>
      <div className="pr-export__shortcuts">
        {shortcuts.map(({ label, columns }) => (
          <button
            key={label}
            type="button"
            className="pr-export__shortcut"
            aria-pressed={columns.length === chosen.length && columns.every((id) => chosen.includes(id))}
            onClick={() => onChange([...columns])}
          >
            {label}
          </button>
        ))}
      </div>
      <div className="pr-export__boxes">
        {COLUMNS.filter((id) => allowed.includes(id)).map((id) => (
          <label key={id} className="pr-export__box">
            <input
              type="checkbox"
              name={id}
              checked={chosen.includes(id)}
              onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
            <span>{t(`columns.${id}`)}</span>
          </label>
        ))}
      </div>
      {allowed.length < COLUMNS.length && <p className="pr-export__note">{t('exportScreen.hidden')}</p>}
    </fieldset>
  )
}
