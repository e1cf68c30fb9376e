'use client'
import { useTranslation } from '@payloadcms/ui'
import { useMemo } from 'react'
import { localDate } from '@/domain/time/zone'
import type { Language } from '@/i18n'
import { panelText, type PanelKey, type PanelGroup, type PanelValues } from '@/i18n/panel'

export const usePanelLanguage = (): Language => {
  const { i18n } = useTranslation()
  return i18n.language === 'en' ? 'en' : 'ru'
}

/** `t('ui.card', { number })` in the language of whoever looks. */
export type PanelText = <Key extends PanelKey>(key: Key, ...values: PanelValues<Key>) => string

export const usePanelText = (): PanelText => {
  const language = usePanelLanguage()
  return useMemo(
    (): PanelText =>
      (key, ...values) =>
        panelText(language, key, ...values),
    [language],
  )
}

/** The word of a group for what stands in the database; what has no word is shown as it is. */
export const usePanelWord = (): ((group: PanelGroup, name: string) => string) => {
  const language = usePanelLanguage()
  return useMemo(() => (group: PanelGroup, name: string) => panelText.word(language, group, name), [language])
}

/** A calendar date has no zone: it is shown as it is written, wherever the browser is. */
const noon = (date: string): Date => new Date(`${date.slice(0, 10)}T12:00:00Z`)

type Timed = { date: string; startsAt: string; endsAt: string }

const formatsOf = (language: Language) => {
  const locale = language === 'en' ? 'en-GB' : 'ru'
  const calendar = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const long = calendar({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' })
  const short = calendar({ weekday: 'short', day: 'numeric', month: 'short' })
  const numbers = new Intl.NumberFormat(locale)
  const clock = (zone: string | undefined, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, {
      ...options,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    })
  return {
    /** Sat, 21 November 2026 */
    day: (date: string): string => long.format(noon(date)).replace(/\s?г\.$/, ''),
    /** Sat, 21 Nov */
    dayShort: (date: string): string => short.format(noon(date)),
    time: (instant: string, zone?: string): string => clock(zone, {}).format(new Date(instant)),
    dateTime: (instant: string, zone?: string): string =>
      clock(zone, { day: 'numeric', month: 'short', year: 'numeric' })
        .format(new Date(instant))
        .replace(/\s?г\.,/, ','),
    /** 10:00–12:00; what begins on the day after its date says so. */
    hours: ({ date, startsAt, endsAt }: Timed, zone: string): string => {
      const time = clock(zone, {})
      const hours = `${time.format(new Date(startsAt))}–${time.format(new Date(endsAt))}`
      const from = localDate(new Date(startsAt), zone)
      if (from !== date) return `${hours} (${short.format(noon(from))})`
      return localDate(new Date(endsAt), zone) === date ? hours : panelText(language, 'ui.hoursOfNight', { hours })
    },
    number: (value: number): string => numbers.format(value),
  }
}

const formats = { ru: formatsOf('ru'), en: formatsOf('en') }

export const useFormats = () => formats[usePanelLanguage()]
