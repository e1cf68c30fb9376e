'use client'
import { Bar, BarChart, Cell, LabelList, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import type { DayFullness } from './today'

const HEIGHT = 220
const NEARLY_FULL = 90

const shareOf = ({ participants, capacity }: DayFullness): number =>
  capacity === 0 ? 0 : Math.round((participants / capacity) * 100)

const toneOf = (share: number): string =>
  share >= 100 ? 'var(--pr-red)' : share >= NEARLY_FULL ? 'var(--pr-yellow)' : 'var(--pr-green)'

/** The coming days as columns, all places together. A table shows the same numbers. */
export const FullnessChart = ({ days, language }: { days: DayFullness[]; language: 'ru' | 'en' }) => {
  const t = usePanelText()
  const { day: dayText, number } = useFormats()
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' })
  const weekdayOf = (date: string) => weekday.format(new Date(`${date}T12:00:00Z`))
  const shown = days.map((one) => ({
    ...one,
    share: shareOf(one),
    free: one.capacity - one.participants,
    percent: one.capacity === 0 ? '' : `${shareOf(one)}%`,
  }))
  const fullest = shown.reduce((most, one) => (one.share > most.share ? one : most), {
    ...shown[0],
    share: 0,
    date: '',
    participants: 0,
    capacity: 0,
  })
  const inWords =
    fullest.share === 0
      ? t('home.allEmpty')
      : t('home.fullest', {
          day: dayText(fullest.date),
          taken: number(fullest.participants),
          max: number(fullest.capacity),
        })

  const Tick = ({ x, y, payload }: { x?: number | string; y?: number | string; payload?: { value: string } }) => {
    const date = payload?.value ?? ''
    return (
      <text x={x} y={Number(y) + 12} textAnchor="middle" className="pr-home__tick">
        <tspan x={x}>{Number(date.slice(8))}</tspan>
        <tspan x={x} dy={15}>
          {weekdayOf(date)}
        </tspan>
      </text>
    )
  }

  return (
    <>
      <div className="pr-home__chart" role="img" aria-label={t('home.chart', { fullest: inWords })}>
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <BarChart
            data={shown}
            margin={{ top: 20, right: 0, bottom: 20, left: 0 }}
            barCategoryGap="20%"
            accessibilityLayer={false}
          >
            <XAxis
              dataKey="date"
              interval={0}
              tickLine={false}
              axisLine={{ stroke: 'var(--theme-elevation-400)' }}
              tick={Tick}
            />
            <YAxis hide domain={[0, 'dataMax']} />
            <Tooltip
              cursor={{ fill: 'var(--theme-elevation-100)' }}
              isAnimationActive={false}
              content={({ active, payload }) => {
                const one = payload[0]?.payload as DayFullness | undefined
                return active && one ? (
                  <div className="pr-home__tip">
                    {dayText(one.date)}:{' '}
                    {one.capacity === 0 ? t('home.noneThatDay') : `${number(one.participants)}/${number(one.capacity)}`}
                  </div>
                ) : null
              }}
            />
            <Bar dataKey="participants" stackId="day" isAnimationActive={false}>
              {shown.map(({ date, share }) => (
                <Cell key={date} fill={toneOf(share)} />
              ))}
            </Bar>
            <Bar dataKey="free" stackId="day" isAnimationActive={false} fill="var(--theme-elevation-200)">
              <LabelList dataKey="percent" position="top" className="pr-home__share" />
            </Bar>
          </BarChart>
        </ResponsiveContainer>
      </div>
      <details className="pr-home__table">
        <summary>{t('home.table')}</summary>
        <table>
          <thead>
            <tr>
              {(['day', 'taken', 'places', 'share'] as const).map((key) => (
                <th key={key} scope="col">
                  {t(`home.columns.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ date, participants, capacity, percent }) => (
              <tr key={date}>
                <th scope="row">
                  {dayText(date)}, {weekdayOf(date)}
                </th>
                {capacity === 0 ? (
                  <td colSpan={3}>{t('home.noneThatDay')}</td>
                ) : (
                  <>
                    <td>{number(participants)}</td>
                    <td>{number(capacity)}</td>
                    <td>{percent}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
