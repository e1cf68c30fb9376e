'use client'
import { useState } from 'react'
import { Undeliverable } from '@/admin/delivery/Undeliverable'
import { PersonLink } from '@/admin/people/PersonLink'
import { usePanelText } from './texts'
import './ui.scss'

const SHOWN = 10

export type NamedPerson = { id: string; visitor?: string; name: string; note?: string }

/**
 * Who is affected, by name, and whether those who booked them can be told at all. A person opens beside what is being
 * asked, which would be lost otherwise.
 */
export const PeopleList = ({ people }: { people: NamedPerson[] }) => {
  const t = usePanelText()
  const [all, setAll] = useState(false)
  const shown = all ? people : people.slice(0, SHOWN)
  return (
    <div className="pr-people">
      <Undeliverable to="volunteers" />
      <p className="pr-people__count">{t('ui.people', { count: people.length })}</p>
      <ul>
        {shown.map((person) => (
          <li key={person.id}>
            {person.visitor === undefined ? (
              person.name
            ) : (
              <PersonLink id={person.visitor} newTab>
                {person.name}
              </PersonLink>
            )}
            {person.note && <span className="pr-muted"> · {person.note}</span>}
          </li>
        ))}
      </ul>
      {people.length > SHOWN && (
        <button type="button" className="pr-link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('ui.showLess') : t('ui.showAll', { count: people.length - SHOWN })}
        </button>
      )}
    </div>
  )
}
