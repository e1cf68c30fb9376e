'use client'
import { useStepNav } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { AnswerOf } from '@/admin/ui/answers'
import { call, refusalOf } from '@/admin/ui/api'
import { TextInput } from '@/admin/ui/fields'
import { Screen } from '@/admin/ui/Screen'
import { Loading } from '@/admin/ui/States'
import type { RetainedField } from '@/domain/visitors/retention'
import type { retentionRoute } from '@/endpoints/personal-data'
import { usePanelText } from '@/admin/ui/texts'
import { LOG } from './logEntry'

type Answer = AnswerOf<typeof retentionRoute>

const FIELDS = {
  phone: 'privacy.retentionPhone',
  comment: 'privacy.retentionComment',
  photo: 'privacy.retentionPhoto',
  visitor: 'privacy.retentionVisitor',
} as const satisfies Record<RetainedField, string>
const NAMES = Object.keys(FIELDS) as RetainedField[]

/**
 * How long data about people is kept. Before saving, it shows how many people the next night's deletion would affect.
 */
export const Retention = () => {
  const t = usePanelText()
  const { setStepNav } = useStepNav()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [typed, setTyped] = useState<Record<RetainedField, string>>({ phone: '', comment: '', photo: '', visitor: '' })
  const [said, setSaid] = useState<string | null>(null)

  const take = (next: Answer, keepTyped: boolean): void => {
    setAnswer(next)
    if (!keepTyped)
      setTyped({
        phone: String(next.months.phone ?? ''),
        comment: String(next.months.comment ?? ''),
        photo: String(next.months.photo ?? ''),
        visitor: String(next.months.visitor ?? ''),
      })
  }
  const ask = async (work: () => Promise<Answer>, keepTyped: boolean, then: string | null = null): Promise<void> => {
    try {
      take(await work(), keepTyped)
      setSaid(then)
    } catch (thrown) {
      setSaid(refusalOf(thrown).message)
    }
  }
  const save = () =>
    call<Answer>('/api/retention', {
      method: 'PATCH',
      body: Object.fromEntries(NAMES.map((name) => [name, typed[name].trim() === '' ? null : Number(typed[name])])),
    })

  useEffect(() => {
    setStepNav([{ label: t('log.title'), url: LOG }, { label: t('privacy.retention') }])
  }, [setStepNav, t])
  useEffect(() => {
    void ask(() => call<Answer>('/api/retention'), false)
  }, [])

  return (
    <Screen title={t('privacy.retention')}>
      <p className="pr-retention__text">{t('privacy.retentionText')}</p>
      {!answer && !said && <Loading />}
      {answer && (
        <div className="pr-retention">
          {NAMES.map((name) => (
            <TextInput
              key={name}
              className="pr-retention__term"
              label={t(FIELDS[name])}
              type="number"
              min={1}
              max={600}
              value={typed[name]}
              hint={typed[name] === '' ? null : t('privacy.due', { count: answer.due[name] })}
              onChange={(value) => setTyped({ ...typed, [name]: value })}
              onBlur={() => void ask(() => call<Answer>('/api/retention', { query: typed }), true)}
            />
          ))}
          <button
            type="button"
            className="pr-button pr-button--primary"
            onClick={() => void ask(save, false, t('privacy.saved'))}
          >
            {t('privacy.save')}
          </button>
        </div>
      )}
      <p aria-live="polite">{said}</p>
    </Screen>
  )
}
