'use client'
import { usePanelText } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'
import type { Media } from '@/payload-types'
import './merges.scss'

/** As big as it is useful for telling two people apart; the room is there before the photo is. */
export const PersonPhoto = ({ photo, name }: { photo: string | null; name: string }) => {
  const t = usePanelText()
  const { data } = useData<Media>(photo === null ? null : `/api/media/${photo}`)
  return (
    <span className="pr-face">
      {photo === null ? (
        <span className="pr-muted">{t('merges.noPhoto')}</span>
      ) : (
        data?.url && <img src={data.url} alt={t('merges.photoOf', { name })} />
      )}
    </span>
  )
}
