'use client'
import { useState, type FormEvent } from 'react'
import { call, refusalOf, type ApiRefusal } from '../ui/api'
import { Dialog } from '../ui/Dialog'
import { TextInput } from '../ui/fields'
import { usePanelText } from '../ui/texts'
import type { CreatedVisitor, FoundVisitor } from '../ui/answers'
import { dataOf } from '@/domain/refusalData'
import { LikelyFacts } from '../visitors/LikelyFacts'
import type { LikelyDuplicate } from '@/domain/visitors/likelyDuplicate'

type Fields = { lastName: string; firstName: string; middleName: string; phone: string; comment: string }
type Props = {
  typed: string
  /** What they are booked on afterwards, if it is not what was opened. */
  where: string | null
  onReady: (visitor: FoundVisitor) => void
  onClose: () => void
}

const NAMES = ['lastName', 'firstName', 'middleName', 'phone', 'comment'] as const

/** Takes the text of the search as the name or the phone. */
const begin = (typed: string): Fields => {
  const empty = { lastName: '', firstName: '', middleName: '', phone: '', comment: '' }
  if (/^[\d\s()+-]+$/.test(typed)) return { ...empty, phone: typed }
  const [lastName = '', firstName = '', ...rest] = typed.split(/\s+/)
  return { ...empty, lastName, firstName, middleName: rest.join(' ') }
}

/** Creates a new visitor on the spot, after showing likely duplicates. */
export const NewVisitor = ({ typed, where, onReady, onClose }: Props) => {
  const t = usePanelText()
  const [fields, setFields] = useState(() => begin(typed))
  const [agreed, setAgreed] = useState(false)
  const [candidates, setCandidates] = useState<LikelyDuplicate[] | null>(null)
  const [error, setError] = useState<ApiRefusal | null>(null)
  const [busy, setBusy] = useState(false)
  const errorOf = (path: string): string | undefined =>
    error?.errors[0]?.data?.errors?.find((one) => one.path === path)?.message
  const elsewhere = error && !NAMES.some(errorOf) ? error.message : null

  const create = async (allowDuplicate: boolean): Promise<void> => {
    setBusy(true)
    setError(null)
    try {
      const given = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.trim() || null]))
      const { doc } = await call<CreatedVisitor>('/api/visitors', {
        method: 'POST',
        body: {
          ...given,
          ...(agreed ? { consent: { givenAt: new Date().toISOString() } } : {}),
          ...(allowDuplicate ? { allowDuplicate } : {}),
        },
      })
      onReady(doc)
    } catch (thrown) {
      const refusal = refusalOf(thrown)
      const likely = dataOf(refusal, 'POSSIBLE_DUPLICATE')
      if (likely) setCandidates(likely.candidates)
      else {
        setError(refusal)
        setCandidates(null)
      }
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void create(false)
  }

  if (candidates) {
    return (
      <Dialog
        open
        title={t('participants.duplicatesTitle')}
        onClose={() => setCandidates(null)}
        footer={
          <>
            <button type="button" className="pr-button" onClick={() => setCandidates(null)}>
              {t('participants.back')}
            </button>
            <button
              type="button"
              className="pr-button pr-button--primary"
              disabled={busy}
              onClick={() => void create(true)}
            >
              {t('participants.otherPerson')}
            </button>
          </>
        }
      >
        <p>
          {t('participants.duplicatesText', {
            name: [fields.lastName, fields.firstName, fields.middleName].filter(Boolean).join(' '),
          })}
        </p>
        <ul className="pr-roster__candidates">
          {candidates.map((candidate) => (
            <li key={candidate.id}>
              <span>
                {candidate.fullName}
                <span className="pr-muted">
                  {' '}
                  · <LikelyFacts candidate={candidate} />
                </span>
              </span>
              <button
                type="button"
                className="pr-button"
                aria-label={`${t('participants.samePerson')}: ${candidate.fullName}`}
                onClick={() => onReady(candidate)}
              >
                {t('participants.samePerson')}
              </button>
            </li>
          ))}
        </ul>
      </Dialog>
    )
  }
  const formId = 'pr-new-visitor'
  return (
    <Dialog
      open
      title={t('participants.newTitle')}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="pr-button" onClick={onClose}>
            {t('participants.back')}
          </button>
          <button type="submit" form={formId} className="pr-button pr-button--primary" disabled={busy}>
            {t('participants.createAndAdd')}
          </button>
        </>
      }
    >
      {where && <p className="pr-note pr-note--green">{t('participants.willBeBooked', { where })}</p>}
      <form id={formId} className="pr-roster__form" noValidate onSubmit={submit}>
        {NAMES.map((name, index) => (
          <TextInput
            key={name}
            label={t(`participants.fields.${name}`)}
            value={fields[name]}
            error={errorOf(name)}
            type={name === 'phone' ? 'tel' : 'text'}
            autoComplete="off"
            data-focus-first={index === 0 || undefined}
            onChange={(value) => setFields({ ...fields, [name]: value })}
          />
        ))}
        <label className="pr-check">
          <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
          {t('participants.consent')}
        </label>
        <div aria-live="assertive">{elsewhere && <p className="pr-error">{elsewhere}</p>}</div>
      </form>
    </Dialog>
  )
}
