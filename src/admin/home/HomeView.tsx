'use client'
import dynamic from 'next/dynamic'
import { useEffect, useRef } from 'react'
import { Screen } from '@/admin/ui/Screen'
import { Empty, Failed, Loading } from '@/admin/ui/States'
import { usePanelText, usePanelLanguage } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useLive } from '@/admin/ui/useLive'
import { useRole } from '@/admin/ui/useRole'
import { Attention } from './Attention'
import { FirstSteps } from './FirstSteps'
import { PlaceToday } from './PlaceToday'
import type { Today } from './today'
import './home.scss'

/** Loaded with this screen only: the library is bigger than the rest of the screen. */
const FullnessChart = dynamic(() => import('./FullnessChart').then((module) => module.FullnessChart), {
  ssr: false,
  loading: () => <Loading rows={4} />,
})

/** Phases change with the clock even if nobody writes anything. */
const AGAIN_MS = 60_000

const useEvery = (milliseconds: number, work: () => void): void => {
  const latest = useRef(work)
  useEffect(() => {
    latest.current = work
  })
  useEffect(() => {
    const timer = setInterval(() => latest.current(), milliseconds)
    return () => clearInterval(timer)
  }, [milliseconds])
}

/** The home screen: what is on at each place, what needs attention, and how full the coming days are. */
export const HomeView = () => {
  const t = usePanelText()
  const { signedIn, isAdministrator } = useRole()
  const language = usePanelLanguage()
  const { data, error, refresh } = useData<Today>(signedIn ? '/api/today' : null)
  useLive(['participants', 'occurrences', 'events', 'messages'], () => void refresh())
  useEvery(AGAIN_MS, () => void refresh())
  return (
    <Screen title={t('home.title')}>
      {error && !data && <Failed error={error} onRetry={refresh} />}
      {!error && !data && <Loading rows={6} />}
      {data && (
        <div className="pr-home">
          {isAdministrator && <FirstSteps />}
          <div className="pr-home__places">
            {data.places.length === 0 ? (
              <Empty
                title={t('home.noPlaces')}
                text={t('home.noPlacesHint')}
                action={<a href="/admin/collections/events">{t('home.schedule')}</a>}
              />
            ) : (
              data.places.map((place) => <PlaceToday key={place.id} place={place} />)
            )}
          </div>
          <section className="pr-home__attention">
            <h2>{t('home.attention')}</h2>
            <Attention attention={data.attention} mayReadMessages={isAdministrator} />
          </section>
          <section className="pr-home__days">
            <h2>{t('home.days')}</h2>
            <FullnessChart days={data.days} language={language} />
          </section>
        </div>
      )}
    </Screen>
  )
}
