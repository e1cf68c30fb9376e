'use client'
import { toast } from '@payloadcms/ui'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { AnswerOf } from '@/admin/ui/answers'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'
import type { failedUpdatesRoute, retryUpdatesRoute } from '@/endpoints/telegram/failed'
import { AgainButton } from './AgainButton'

type FailedUpdates = AnswerOf<typeof failedUpdatesRoute>
type Update = FailedUpdates['updates'][number]

const KINDS = {
  tap: 'messages.tap',
  text: 'messages.text',
  photo: 'messages.photo',
  other: 'messages.other',
} as const satisfies Record<Update['kind'], string>

/** Where the error happened, with the stack on request. */
const Why = ({ error }: { error: string }) => {
  const [first = '', ...steps] = error.split('\n')
  if (steps.length === 0) return <span>{first}</span>
  return (
    <details>
      <summary>{first}</summary>
      <pre style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', margin: 0 }}>{steps.join('\n')}</pre>
    </details>
  )
}

/**
 * Above the messages: what volunteers wrote or tapped that the bot could not deal with, and a way to let it try again.
 */
export const GivenUp = () => {
  const t = usePanelText()
  const { dateTime } = useFormats()
  const { isAdministrator } = useRole()
  const { data, refresh } = useData<FailedUpdates>(isAdministrator ? '/api/telegram/updates/failed' : null)
  if (!isAdministrator || !data || data.total === 0) return null
  const again = {
    question: t('messages.sureUpdate'),
    note: t('messages.updateNote'),
    path: '/api/telegram/updates/retry',
  }
  const done = ({ retried }: AnswerOf<typeof retryUpdatesRoute>): void => {
    toast.success(t('messages.updatesDone', { count: retried }))
    void refresh()
  }
  return (
    <section className="pr-banner" aria-labelledby="given-up" style={{ marginBottom: 16 }}>
      <h2 id="given-up" style={{ fontSize: '1rem', margin: 0 }}>
        {t('messages.givenUp', { count: data.total })}
      </h2>
      <ul style={{ listStyle: 'none', margin: '8px 0', padding: 0, display: 'grid', gap: 12 }}>
        {data.updates.map(({ id, kind, volunteer, failedAt, error, retryable }) => (
          <li key={id} style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px', alignItems: 'center' }}>
            <span>
              {dateTime(failedAt)} · {volunteer?.name ?? t('messages.nobodyKnown')} · {t(KINDS[kind])}
            </span>
            {error !== null && <Why error={error} />}
            {retryable ? (
              <AgainButton label={t('messages.updateAgain')} body={{ update: id }} onDone={done} {...again} />
            ) : (
              <em>{t('messages.forgotten')}</em>
            )}
          </li>
        ))}
      </ul>
      {data.updates.filter(({ retryable }) => retryable).length > 1 && (
        <AgainButton label={t('messages.updatesAgain')} onDone={done} {...again} question={t('messages.sureUpdates')} />
      )}
    </section>
  )
}
