'use client'
import { useConfig, useStepNav } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { Screen } from '@/admin/ui/Screen'
import { Failed, Loading } from '@/admin/ui/States'
import { usePanelText } from '@/admin/ui/texts'
import { useLive } from '@/admin/ui/useLive'
import { useRole } from '@/admin/ui/useRole'
import { Been } from './Been'
import { BookDialog } from './BookDialog'
import { OpenServices } from './OpenServices'
import { PersonFacts } from './PersonFacts'
import { PersonLog } from './PersonLog'
import { PersonMenu } from './PersonMenu'
import { type Profile, useProfile } from './profile'
import { Similar } from './Similar'
import { useSlots } from './slots'
import { Upcoming } from './Upcoming'
import './people.scss'

/** Everything about one person that somebody at a desk or at the telephone needs. */
export const PersonView = ({ id }: { id: string }) => {
  const t = usePanelText()
  const { config } = useConfig()
  const { setStepNav } = useStepNav()
  const { data, error, refresh } = useProfile(id)
  const name = data?.visitor.fullName
  useEffect(() => {
    const list = { label: t('people.visitors'), url: '/admin/collections/visitors' }
    setStepNav(name === undefined ? [list] : [list, { label: name }])
  }, [setStepNav, t, name])
  // A merged record leads to the survivor, and so does its address.
  const own = data?.visitor.id
  useEffect(() => {
    if (own !== undefined && own !== id)
      window.history.replaceState(window.history.state, '', `${config.routes.admin}/people/${own}`)
  }, [own, id, config.routes.admin])
  if (data) return <Person key={data.visitor.id} profile={data} refresh={() => refresh()} />
  return (
    <Screen title={t('people.visitors')}>
      {error ? <Failed error={error} onRetry={() => refresh()} /> : <Loading rows={6} />}
    </Screen>
  )
}

const Person = ({ profile, refresh }: { profile: Profile; refresh: () => Promise<unknown> }) => {
  const t = usePanelText()
  const { isStaff, isAdministrator } = useRole()
  const { visitor, upcoming } = profile
  const gone = Boolean(visitor.erasedAt)
  const books = isStaff && !gone
  const slots = useSlots(books ? visitor.id : null)
  const [booking, setBooking] = useState<string[] | null>(null)
  const changed = async (): Promise<void> => {
    await Promise.all([refresh(), slots.refresh()])
  }
  useLive(['participants', 'occurrences'], (change) => {
    if (upcoming.some(({ id, occurrence }) => change.id === id || change.id === occurrence)) void changed()
  })
  return (
    <Screen
      title={visitor.fullName}
      actions={
        <>
          {books && (
            <button type="button" className="pr-button pr-button--primary" onClick={() => setBooking([])}>
              {t('people.book')}
            </button>
          )}
          {!gone && <PersonMenu visitor={visitor} changed={changed} />}
        </>
      }
    >
      <div className="pr-person">
        <PersonFacts visitor={visitor} />
        {!gone && (
          <>
            <Upcoming profile={profile} changed={changed} />
            {books && <OpenServices {...slots} onBook={(service) => setBooking([service])} />}
          </>
        )}
        <Been profile={profile} />
        {/* Waiting lists, pauses and limits of this person belong here. */}
        {!gone && <Similar profile={profile} changed={changed} />}
        {isAdministrator && <PersonLog visitor={visitor.id} />}
      </div>
      {booking && (
        <BookDialog
          visitor={visitor}
          chosen={booking}
          slots={slots.slots}
          error={slots.error}
          changed={changed}
          onClose={() => setBooking(null)}
        />
      )}
    </Screen>
  )
}
