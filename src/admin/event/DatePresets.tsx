'use client'
import { useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { todayHere } from '@/admin/time/typedDay'
import { useFormats, usePanelText, type PanelText } from '@/admin/ui/texts'
import { presetDates, presetRule, type RulePreset } from '@/domain/events/datePresets'
import { isDate } from '@/domain/time/calendar'
import { CopyOf } from './CopyOf'
import { useSetField } from './useLine'

const RULES: readonly RulePreset[] = ['everyDay', 'workdays', 'everyWeek', 'everyMonth']

const ruleName = (preset: RulePreset, t: PanelText): string => {
  switch (preset) {
    case 'everyDay':
      return t('eventForm.presetEveryDay')
    case 'workdays':
      return t('eventForm.presetWorkdays')
    case 'everyWeek':
      return t('eventForm.presetEveryWeek')
    case 'everyMonth':
      return t('eventForm.presetEveryMonth')
  }
}

/** The usual dates and rules of a new event, one click each. */
export const DatePresets = () => {
  const t = usePanelText()
  const formats = useFormats()
  const set = useSetField()
  const { id } = useDocumentInfo()
  const [date, type, frequency] = useFormFields(([fields]) =>
    [fields.date, fields.type, fields['recurrence.frequency']].map((field) => field?.value),
  )
  if (id) return null
  const today = todayHere()
  const dates = presetDates(today)
  const repeat = (preset: RulePreset) => {
    const rule = presetRule(preset, isDate(date) ? date : null, today)
    set('type', 'recurring')
    set('date', rule.date)
    set('recurrence.frequency', rule.frequency)
    set('recurrence.weekdays', rule.weekdays)
  }
  const chip = (key: string, label: string, pressed: boolean, choose: () => void) => (
    <button key={key} type="button" className="pr-chip" aria-pressed={pressed} onClick={choose}>
      {label}
    </button>
  )

  return (
    <>
      <CopyOf />
      <div className="field-type pr-presets" role="group" aria-label={t('eventForm.presets')}>
        {chip('today', t('eventForm.presetToday'), date === dates.today, () => set('date', dates.today))}
        {chip('tomorrow', t('eventForm.presetTomorrow'), date === dates.tomorrow, () => set('date', dates.tomorrow))}
        {chip('monday', formats.dayShort(dates.nextMonday), date === dates.nextMonday, () =>
          set('date', dates.nextMonday),
        )}
        {RULES.map((preset) =>
          chip(
            preset,
            ruleName(preset, t),
            type === 'recurring' && frequency === presetRule(preset, null, today).frequency && preset !== 'workdays',
            () => repeat(preset),
          ),
        )}
      </div>
    </>
  )
}
