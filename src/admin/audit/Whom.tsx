'use client'
import Link from 'next/link'
import { usePanelText, usePanelWord } from '@/admin/ui/texts'
import { LOG, pageOf, type LogEntry } from './logEntry'

/** What an entry is about: a person, a record by its title, or how many people a list showed. */
export const Whom = ({ entry }: { entry: LogEntry }) => {
  const t = usePanelText()
  const word = usePanelWord()
  const { person, people, subjectName, subject } = entry
  const page = pageOf(entry)
  const title = subjectName ?? word('audit.subject', subject)
  return (
    <span className="pr-log__whom">
      {person && (
        <Link href={`/admin/people/${person.id}`} prefetch={false}>
          {person.name}
        </Link>
      )}
      {people !== null && <span>{t('log.people', { count: people })}</span>}
      {(subjectName !== null || (!person && people === null)) &&
        (page ? (
          <Link href={page} prefetch={false} className={person ? 'pr-muted' : undefined}>
            {title}
          </Link>
        ) : (
          <span className={person ? 'pr-muted' : undefined}>{title}</span>
        ))}
    </span>
  )
}

/** Who it was, with a way to everything they did. */
export const Who = ({ entry: { actor, via } }: { entry: LogEntry }) => {
  const t = usePanelText()
  const word = usePanelWord()
  if (!actor) return <span>{t(via === 'system' ? 'log.itself' : 'log.nobody')}</span>
  return (
    <span className="pr-log__whom">
      <Link href={`${LOG}?account=${actor.id}`} prefetch={false}>
        {actor.name ?? t('log.gone')}
      </Link>
      {actor.kind !== 'users' && <span className="pr-muted">{word('audit.actor', actor.kind)}</span>}
    </span>
  )
}

export const FromWhere = ({ entry: { via, address } }: { entry: LogEntry }) => {
  const word = usePanelWord()
  return (
    <span className="pr-log__whom">
      <span>{via === null ? '—' : word('audit.via', via)}</span>
      {address !== null && <span className="pr-muted">{address}</span>}
    </span>
  )
}
