'use client'
import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { MergeDialog } from '@/admin/merges/MergeDialog'
import { UndoMerge } from '@/admin/merges/UndoMerge'
import { call, refusalOf } from '@/admin/ui/api'
import { useFormats, usePanelText } from '@/admin/ui/texts'
import { useRole } from '@/admin/ui/useRole'
import { LikelyFacts } from '@/admin/visitors/LikelyFacts'
import { PersonLink } from './PersonLink'
import type { Profile } from './profile'
import { Fold } from './Section'

type Props = { profile: Profile; changed: () => Promise<void> }

/** Records that may be the same person, and those that were merged into this one. */
export const Similar = ({ profile: { visitor, duplicates, merged }, changed }: Props) => {
  const t = usePanelText()
  const { day } = useFormats()
  const { isAdministrator, isStaff } = useRole()
  const [merging, setMerging] = useState<string | null>(null)
  const total = duplicates.length + merged.length
  if (total === 0) return null

  const tellApart = async (id: string, name: string): Promise<void> => {
    try {
      await call(`/api/visitors/${visitor.id}/distinct`, { method: 'POST', body: { other: id } })
      toast.success(t('people.told', { name }))
      await changed()
    } catch (thrown) {
      toast.error(refusalOf(thrown).message)
    }
  }
  return (
    <Fold title={t('people.similar')} count={total}>
      <ul className="pr-person__rows">
        {duplicates.map((candidate) => (
          <li key={candidate.id}>
            <span className="pr-person__what">
              <PersonLink id={candidate.id}>{candidate.fullName}</PersonLink>
              <span className="pr-muted">
                <LikelyFacts candidate={candidate} />
              </span>
            </span>
            <span className="pr-person__buttons">
              {isAdministrator && (
                <button
                  type="button"
                  className="pr-button"
                  aria-label={`${t('merges.merge')}: ${candidate.fullName}`}
                  onClick={() => setMerging(candidate.id)}
                >
                  {t('merges.merge')}
                </button>
              )}
              {isStaff && (
                <button
                  type="button"
                  className="pr-button"
                  aria-label={t('people.twoPeopleOf', { name: candidate.fullName })}
                  onClick={() => void tellApart(candidate.id, candidate.fullName)}
                >
                  {t('people.twoPeople')}
                </button>
              )}
            </span>
          </li>
        ))}
        {merged.map((record) => (
          <li key={record.id}>
            <span className="pr-person__what">
              {t('merges.leadsHere', {
                name: record.fullName,
                card: record.cardNumber ?? '—',
                day: day(record.mergedAt),
              })}
            </span>
            {isAdministrator && record.undoUntil && <UndoMerge merge={record.merge} onDone={() => void changed()} />}
          </li>
        ))}
      </ul>
      {merging && (
        <MergeDialog
          first={visitor.id}
          second={merging}
          onClose={() => setMerging(null)}
          onDone={() => window.location.reload()}
        />
      )}
    </Fold>
  )
}
