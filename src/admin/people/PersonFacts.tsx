'use client'
import { Pill } from '@/admin/ui/Pill'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useRole } from '@/admin/ui/useRole'
import { PersonPhoto } from '@/admin/merges/PersonPhoto'
import { formatPhone } from '@/domain/visitors/format-phone'
import type { Profile } from './profile'

/** Who it is, at a glance. */
export const PersonFacts = ({ visitor }: { visitor: Profile['visitor'] }) => {
  const t = usePanelText()
  const { day } = useFormats()
  const { isStaff } = useRole()
  const { photo, cardNumber, status, phone, birthYear, consent, comment, erasedAt, fullName } = visitor
  if (erasedAt)
    return (
      <p role="status" className="pr-note pr-note--yellow">
        {t('people.erased')}
      </p>
    )
  const agreed = (): string => {
    if (consent.withdrawnAt) return t('people.consentWithdrawn', { day: day(consent.withdrawnAt) })
    return consent.givenAt ? t('people.consent', { day: day(consent.givenAt) }) : t('people.noConsent')
  }
  return (
    <div className="pr-person__facts">
      {isStaff && <PersonPhoto photo={photo} name={fullName} />}
      <div>
        <ul className="pr-person__line">
          <li>{cardNumber ? t('ui.card', { number: cardNumber }) : t('people.noCard')}</li>
          <li>
            <Pill tone={status === 'new' ? 'yellow' : 'green'} label={t(`people.status.${status}`)} />
          </li>
          {phone && (
            <li>
              <a className="pr-person__phone" href={`tel:${phone}`}>
                {formatPhone(phone)}
              </a>
            </li>
          )}
          {birthYear !== null && <li>{t('people.born', { year: String(birthYear) })}</li>}
          <li className={consent.withdrawnAt ? 'pr-error' : 'pr-muted'}>{agreed()}</li>
        </ul>
        {comment && (
          <p className="pr-person__comment">
            <span className="pr-muted">{t('people.comment')}: </span>
            {comment}
          </p>
        )}
      </div>
    </div>
  )
}
