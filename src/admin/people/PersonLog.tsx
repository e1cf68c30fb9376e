'use client'
import { useState } from 'react'
import { type AnswerOf } from '@/admin/ui/answers'
import { Failed, Loading } from '@/admin/ui/States'
import { useFormats, usePanelText, usePanelWord } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import type { readLogRoute } from '@/endpoints/audit'
import { Fold } from './Section'

const STEP = 20

/** Who looked at this person and changed what. Read only when it is unfolded, since reading it is a look as well. */
export const PersonLog = ({ visitor }: { visitor: string }) => {
  const t = usePanelText()
  const word = usePanelWord()
  const { dateTime } = useFormats()
  const [shown, setShown] = useState(0)
  const { data, error, refresh } = useData<AnswerOf<typeof readLogRoute>>(shown === 0 ? null : '/api/audit-log/list', {
    visitor,
    limit: shown,
  })
  return (
    <Fold title={t('people.log')} onOpen={() => setShown((now) => Math.max(now, STEP))}>
      {error && <Failed error={error} onRetry={refresh} />}
      {!data && !error && <Loading rows={3} />}
      <ul className="pr-person__rows">
        {data?.docs.map(({ id, at, action, actor, subjectName }) => (
          <li key={id}>
            <span className="pr-person__what">
              {dateTime(at)} · {word('audit.action', action)}
              <span className="pr-muted">
                {[actor ? (actor.name ?? '—') : t('people.system'), subjectName].filter(Boolean).join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {data && data.totalDocs > data.docs.length && shown < 100 && (
        <button type="button" className="pr-link" onClick={() => setShown(Math.min(100, shown + STEP))}>
          {t('people.wholeLog')}
        </button>
      )}
    </Fold>
  )
}
