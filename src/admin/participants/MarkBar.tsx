'use client'
import { useEffect, useId, useRef, useState } from 'react'
import { usePanelText } from '../ui/texts'
import type { Mark, RosterRow } from './roster'
import { MARKS } from './StatusPill'
import type { Marks } from './useMarks'

/** Select everybody and mark them: two clicks for thirty people. */
export const MarkBar = ({ people, marks }: { people: RosterRow[]; marks: Marks }) => {
  const t = usePanelText()
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const [comment, setComment] = useState('')
  const { selected, busy, done, error } = marks
  const shown = people.map(({ id: one }) => one)
  const all = shown.length > 0 && shown.every((one) => selected.includes(one))
  const some = selected.length > 0 && !all
  useEffect(() => {
    if (box.current) box.current.indeterminate = some
  }, [some])

  const mark = async (status: Mark): Promise<void> => {
    await marks.mark(status, comment)
    setComment('')
  }
  return (
    <section className="pr-marks" aria-label={t('participants.marking')}>
      <label className="pr-marks__all">
        <input
          ref={box}
          type="checkbox"
          checked={all}
          onChange={(event) => marks.chooseAll(event.target.checked, shown)}
        />
        {selected.length === 0 ? t('participants.chooseAll') : t('participants.chosen', { count: selected.length })}
      </label>
      <div className="pr-marks__buttons">
        {MARKS.map(({ status, tone, icon, key }) => (
          <button
            key={status}
            type="button"
            className={`pr-button pr-marks__button pr-marks__button--${tone}`}
            disabled={busy || selected.length === 0}
            onClick={() => void mark(status)}
          >
            <span aria-hidden="true">{icon}</span>
            {t(key)}
          </button>
        ))}
      </div>
      {selected.length > 0 && (
        <div className="pr-marks__comment">
          <label htmlFor={id} className="pr-hidden">
            {t('participants.commentForAll')}
          </label>
          <input
            id={id}
            className="pr-input"
            maxLength={1000}
            placeholder={t('participants.commentForAll')}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </div>
      )}
      <div role="status" className="pr-marks__said">
        {error && <p className="pr-error">{error}</p>}
        {!error && done && (
          <p>
            {done.kind === 'marked'
              ? t('participants.marked', { count: done.count })
              : t('participants.undone', { count: done.count })}
            {done.failed > 0 && (
              <span className="pr-error"> {t('participants.notMarkedCount', { count: done.failed })}</span>
            )}
            {done.undo && (
              <button
                type="button"
                className="pr-link"
                disabled={busy}
                onClick={() => void marks.takeBack(done.undo ?? '')}
              >
                {t('participants.undo')}
              </button>
            )}
          </p>
        )}
      </div>
    </section>
  )
}
