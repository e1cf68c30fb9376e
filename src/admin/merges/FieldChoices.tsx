'use client'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { CHOSEN_FIELDS, isSameValue, type Choice, type ChosenField, type Side } from '@/domain/merges/fields'
import { formatPhone } from '@/domain/visitors/format-phone'
import type { Visitor } from '@/payload-types'
import { asPerson } from './person'
import { PersonPhoto } from './PersonPhoto'

type Props = {
  records: readonly [Visitor, Visitor]
  staying: string
  take: Choice
  onChoose: (field: ChosenField, side: Side) => void
}

/** One question for each field in which the two differ; what is the same in both is not asked. */
export const FieldChoices = ({ records, staying, take, onChoose }: Props) => {
  const t = usePanelText()
  const differing = CHOSEN_FIELDS.filter(
    (field) => !isSameValue(asPerson(records[0])[field], asPerson(records[1])[field]),
  )
  if (differing.length === 0) return null
  return (
    <section aria-label={t('merges.values')}>
      <h3 className="pr-merge__title">{t('merges.values')}</h3>
      {differing.map((field) => (
        <fieldset key={field} className="pr-merge__field">
          <legend>{t(`merges.fields.${field}`)}</legend>
          <div className="pr-merge__both">
            {records.map((record) => {
              const side = record.id === staying ? 'survivor' : 'other'
              return (
                <label key={record.id} className="pr-merge__value">
                  <input
                    type="radio"
                    name={field}
                    checked={take[field] === side}
                    onChange={() => onChoose(field, side)}
                  />
                  <Value record={record} field={field} />
                </label>
              )
            })}
          </div>
        </fieldset>
      ))}
    </section>
  )
}

const Value = ({ record, field }: { record: Visitor; field: ChosenField }) => {
  const t = usePanelText()
  const { day } = useFormats()
  const person = asPerson(record)
  const { givenAt, withdrawnAt } = person.consent
  if (field === 'photo' && person.photo !== null)
    return <PersonPhoto photo={person.photo} name={record.fullName ?? ''} />
  const shown =
    field === 'consent'
      ? withdrawnAt
        ? t('merges.consentWithdrawn', { day: day(withdrawnAt) })
        : givenAt && t('merges.consentGiven', { day: day(givenAt) })
      : field === 'status'
        ? t(`merges.status.${person.status}`)
        : field === 'phone'
          ? person.phone && formatPhone(person.phone)
          : person[field]
  return shown === null || shown === '' ? (
    <span className="pr-muted">{t('merges.nothing')}</span>
  ) : (
    <span>{String(shown)}</span>
  )
}
