'use client'
import { FieldError, useDocumentDrawer, useField, useForm, useFormFields } from '@payloadcms/ui'
import type { ListOf } from '@/admin/ui/answers'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import { useRole } from '@/admin/ui/useRole'
import { hoursOfNext } from '@/domain/events/followHours'
import type { ArrayFieldClientComponent } from 'payload'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { HoursOffer } from './HoursOffer'
import { CATALOGUE, type CatalogueService } from './catalogue'
import { ServiceLine } from './ServiceLine'
import { idOf, useEventHours, useLineHours, useSetField } from './useLine'
import './lines.scss'

const MOST = 50

const state = (value: unknown) => ({ value, initialValue: null, valid: true })

/**
 * The services of an event, a row for each. Payload's own array is behind it, so that saving and checking stay as they
 * are. Enter in a field goes on to the next row, and after the last one adds a row.
 */
export const ServiceTable: ArrayFieldClientComponent = ({ path, readOnly }) => {
  const t = usePanelText()
  const { isAdministrator } = useRole()
  const { showError, disabled: locked } = useField({ path, hasRows: true })
  const { addFieldRow, removeFieldRow } = useForm()
  const rows = useFormFields(([fields]) => fields[path]?.rows) ?? []
  const services = useData<ListOf<CatalogueService>>(CATALOGUE)
  const hours = useEventHours()
  const lines = useLineHours()
  const set = useSetField()
  const list = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState<number | null>(null)
  const [making, setMaking] = useState<number | null>(null)
  const [Drawer, , { openDrawer, closeDrawer }] = useDocumentDrawer({ collectionSlug: 'services' })
  const disabled = Boolean(readOnly || locked)
  const catalogue = services.data?.docs ?? []

  const focusOn = (index: number): boolean => {
    const field = list.current?.querySelector<HTMLElement>(`#${idOf(`${path}.${index}.service`)}`)
    field?.focus()
    return Boolean(field)
  }
  // Whoever has added a line types into that line at once.
  useEffect(() => {
    if (focused !== null && focusOn(focused)) setFocused(null)
  }, [focused, rows.length])

  const add = () => {
    if (rows.length >= MOST) return
    const next = hours ? hoursOfNext(lines.at(-1) ?? null, hours) : { startTime: '', endTime: '' }
    addFieldRow({
      path,
      schemaPath: 'events.services',
      rowIndex: rows.length,
      subFieldState: {
        service: state(null),
        startTime: state(next.startTime),
        endTime: state(next.endTime),
        capacity: state(null),
        'bookingWindow.value': state(null),
        'bookingWindow.unit': state('days'),
      },
    })
    setFocused(rows.length)
  }
  const remove = (index: number) => {
    removeFieldRow({ path, rowIndex: index })
    if (rows.length > 1) setFocused(Math.min(index, rows.length - 2))
  }
  const goOn = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !target.matches('input')) return
    event.preventDefault()
    const index = Number(target.closest<HTMLElement>('[data-line]')?.dataset.line)
    if (!focusOn(index + 1)) add()
  }

  return (
    <section className="field-type pr-lines" id={`field-${path}`} aria-labelledby="pr-lines-title">
      <h3 id="pr-lines-title">{t('eventForm.services')}</h3>
      <FieldError path={path} showError={showError} />
      <HoursOffer />
      {rows.length > 0 && (
        <div className="pr-lines__head" aria-hidden="true">
          <span>{t('eventForm.lineService')}</span>
          <span>{t('eventForm.lineFrom')}</span>
          <span>{t('eventForm.lineTo')}</span>
          <span>{t('eventForm.lineCapacity')}</span>
          <span className="pr-lines__span">{t('eventForm.lineWindow')}</span>
        </div>
      )}
      {/* The keys only make typing faster: everything has its own control. */}
      <div ref={list} onKeyDown={goOn}>
        {rows.map((row, index) => (
          <ServiceLine
            key={row.id}
            index={index}
            catalogue={catalogue}
            disabled={disabled}
            onNewService={
              isAdministrator
                ? () => {
                    setMaking(index)
                    openDrawer()
                  }
                : null
            }
            onRemove={() => remove(index)}
          />
        ))}
      </div>
      {services.data && catalogue.length === 0 && (
        <p className="pr-lines__none">{t(isAdministrator ? 'eventForm.noServices' : 'eventForm.noServicesAsk')}</p>
      )}
      {!disabled && (
        <div className="pr-lines__foot">
          <button type="button" className="pr-button pr-lines__add" disabled={rows.length >= MOST} onClick={add}>
            {t('eventForm.addLine')}
          </button>
          {isAdministrator && services.data && catalogue.length === 0 && (
            <button type="button" className="pr-button" onClick={() => openDrawer()}>
              {t('eventForm.newService')}
            </button>
          )}
          {rows.length > 0 && <p className="pr-line-keys">{t('eventForm.lineKeys')}</p>}
        </div>
      )}
      {isAdministrator && (
        <Drawer
          onSave={({ doc }) => {
            void services.refresh()
            closeDrawer()
            if (making !== null) set(`${path}.${making}.service`, doc.id)
            setMaking(null)
          }}
        />
      )}
    </section>
  )
}
