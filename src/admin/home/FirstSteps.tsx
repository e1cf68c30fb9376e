'use client'
import { useConfig } from '@payloadcms/ui'
import type { AnswerOf } from '@/admin/ui/answers'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import type { firstStepsRoute } from '@/endpoints/today/firstSteps'

type Steps = AnswerOf<typeof firstStepsRoute>
type Step = { key: keyof Steps; title: string; hint: string; path?: string }

/** What a new system still needs, each ticked by what is really there. Gone once all of it is. */
export const FirstSteps = () => {
  const t = usePanelText()
  const { config } = useConfig()
  const { data } = useData<Steps>('/api/first-steps')
  if (!data || Object.values(data).every(Boolean)) return null
  const steps: Step[] = [
    { key: 'place', title: t('home.stepPlace'), hint: t('home.stepPlaceHint'), path: 'places/create' },
    { key: 'service', title: t('home.stepService'), hint: t('home.stepServiceHint'), path: 'services/create' },
    { key: 'event', title: t('home.stepEvent'), hint: t('home.stepEventHint'), path: 'events/create' },
    { key: 'bot', title: t('home.stepBot'), hint: t('home.stepBotHint') },
    { key: 'mail', title: t('home.stepMail'), hint: t('home.stepMailHint') },
    { key: 'administrator', title: t('home.stepAdmin'), hint: t('home.stepAdminHint'), path: 'users/create' },
  ]
  const left = steps.filter(({ key }) => !data[key]).length
  return (
    <details className="pr-home__steps" open={!data.event}>
      <summary>{t('home.steps', { count: left })}</summary>
      <ol>
        {steps.map(({ key, title, hint, path }) => (
          <li key={key} data-step={key} data-done={data[key]}>
            <span aria-hidden="true">{data[key] ? '✓' : '○'}</span>
            <div>
              {data[key] || !path ? (
                <strong>{title}</strong>
              ) : (
                <a href={`${config.routes.admin}/collections/${path}`}>{title}</a>
              )}
              {data[key] ? <span className="pr-hidden">{t('home.stepDone')}</span> : <p>{hint}</p>}
            </div>
          </li>
        ))}
      </ol>
    </details>
  )
}
