'use client'
import { FieldError, useField, useFormFields, useTranslation, withCondition } from '@payloadcms/ui'
import { isDate } from '@/domain/time/calendar'
import { DayInput } from '@/admin/fields/DayInput'
import { usePanelText } from '@/admin/ui/texts'
import type { GroupFieldClientComponent } from 'payload'
import { Choice } from './Choice'
import { monthlyChoices, monthlyKey, normalMonthly } from './ruleForm'
import { RulePreview } from './RulePreview'
import { useWide } from './useWide'
import { Weekdays } from './Weekdays'
import './event.scss'

const EVERY = {
  daily: 'eventForm.everyDays',
  weekly: 'eventForm.everyWeeks',
  monthly: 'eventForm.everyMonths',
} as const
type Frequency = keyof typeof EVERY
type End = 'never' | 'count' | 'until'

/** The form for the rule of a series. The resulting dates are shown below while it is edited. */
const Recurrence: GroupFieldClientComponent = ({ path, readOnly }) => {
  const t = usePanelText()
  const wide = useWide()
  const { i18n } = useTranslation()
  const frequency = useField<Frequency | null>({ path: `${path}.frequency` })
  const interval = useField<number | null>({ path: `${path}.interval` })
  const weekdays = useField<string[] | null>({ path: `${path}.weekdays` })
  const monthlyOn = useField<string | null>({ path: `${path}.monthlyOn` })
  const monthlyWeek = useField<number | null>({ path: `${path}.monthlyWeek` })
  const end = useField<End | null>({ path: `${path}.end` })
  const count = useField<number | null>({ path: `${path}.count` })
  const until = useField<string | null>({ path: `${path}.until` })
  const group = useField({ path })
  const date = useFormFields(([fields]) => fields.date?.value as string | null)
  const rrule = useFormFields(([fields]) => fields.rrule?.value as string | null)
  const disabled = Boolean(readOnly || frequency.disabled)

  const chosen = weekdays.value ?? []
  const first = isDate(date) ? date : null
  const monthly = first ? normalMonthly(monthlyOn.value, monthlyWeek.value, chosen, first) : null
  const choices = first ? monthlyChoices(first, monthly, i18n.language === 'en' ? 'en' : 'ru') : []
  const chooseMonthly = (key: string) => {
    const choice = choices.find((one) => one.key === key)?.choice
    if (!choice) return
    monthlyOn.setValue(choice.monthlyOn)
    monthlyWeek.setValue(choice.monthlyWeek)
    weekdays.setValue(choice.weekdays)
  }
  const chooseFrequency = (value: Frequency) => {
    frequency.setValue(value)
    // The days of a week and those of a month are different choices.
    weekdays.setValue([])
  }

  return (
    <div className="field-type pr-rule" id={`field-${path}`}>
      <FieldError path={path} showError={group.showError} />
      {!frequency.value && rrule && <p className="pr-rule__note">{t('eventForm.written')}</p>}
      <Choice
        segmented
        name={`${path}-frequency`}
        legend={t('eventForm.frequency')}
        value={frequency.value ?? null}
        disabled={disabled}
        options={[
          { value: 'daily', label: t('eventForm.daily') },
          { value: 'weekly', label: t('eventForm.weekly') },
          { value: 'monthly', label: t('eventForm.monthly') },
        ]}
        onChange={chooseFrequency}
      />
      {frequency.value && (
        <>
          {frequency.value === 'weekly' && (
            <Weekdays
              date={first}
              value={chosen}
              disabled={disabled}
              onChange={weekdays.setValue}
              label={t('eventForm.weekdays')}
            />
          )}
          {frequency.value === 'monthly' && monthly && (
            <Choice
              name={`${path}-monthly`}
              legend={t('eventForm.monthlyOn')}
              value={monthlyKey(monthly)}
              disabled={disabled}
              options={choices.map(({ key, label }) => ({ value: key, label }))}
              onChange={chooseMonthly}
            />
          )}
          <div className="pr-rule__number">
            <label htmlFor={`field-${path}__interval`}>{t(EVERY[frequency.value])}</label>
            <div className="field-type__wrap">
              <FieldError path={`${path}.interval`} showError={interval.showError} />
              <input
                id={`field-${path}__interval`}
                type="number"
                min={1}
                inputMode="numeric"
                value={interval.value ?? 1}
                disabled={disabled}
                onChange={(event) => interval.setValue(event.target.value === '' ? null : Number(event.target.value))}
              />
            </div>
          </div>
          <Choice
            name={`${path}-end`}
            legend={t('eventForm.ends')}
            value={end.value ?? 'never'}
            disabled={disabled}
            onChange={end.setValue}
            options={[
              { value: 'never', label: t('eventForm.never') },
              {
                value: 'count',
                label: t('eventForm.afterCount'),
                after: (
                  <div className="field-type__wrap pr-rule__number">
                    <FieldError path={`${path}.count`} showError={count.showError} />
                    <input
                      id={`field-${path}__count`}
                      aria-label={t('eventForm.count')}
                      type="number"
                      min={1}
                      inputMode="numeric"
                      value={count.value ?? ''}
                      disabled={disabled}
                      onChange={(event) =>
                        count.setValue(event.target.value === '' ? null : Number(event.target.value))
                      }
                    />
                  </div>
                ),
              },
              {
                value: 'until',
                label: t('eventForm.onDate'),
                after: (
                  <div className="field-type__wrap pr-rule__date">
                    <FieldError path={`${path}.until`} showError={until.showError} />
                    <DayInput
                      id={`field-${path}__until`}
                      label={t('eventForm.until')}
                      value={until.value}
                      disabled={disabled}
                      onChange={until.setValue}
                    />
                  </div>
                ),
              },
            ]}
          />
        </>
      )}
      {!wide && <RulePreview path={path} disabled={disabled} />}
    </div>
  )
}

export const RecurrenceField = withCondition(Recurrence)
