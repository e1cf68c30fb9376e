'use client'
import { Pill } from '@/admin/ui/Pill'
import { usePanelText } from '@/admin/ui/texts'
import type { useDelivery } from './useDelivery'

type Props = { delivery: NonNullable<ReturnType<typeof useDelivery>>; mayReadMessages: boolean }

/** On the home screen: what does not arrive, how much waits, and what to do about it. */
export const Silences = ({ delivery: { silent, waiting, backup }, mayReadMessages }: Props) => {
  const t = usePanelText()
  // What keeps messages from the volunteers keeps them from the chat as well, and is said once.
  const chat = silent.chat === silent.volunteers ? null : silent.chat
  // What is wrong with the token and the chat is told by the bot's own troubles.
  const lines = [
    { to: 'volunteers', silence: silent.volunteers, waits: waiting.telegram },
    { to: 'chat', silence: chat, waits: 0 },
    { to: 'mail', silence: silent.mail, waits: waiting.mail },
  ] as const
  return (
    <>
      {lines.map(
        ({ to, silence, waits }) =>
          silence !== null &&
          silence !== 'token' &&
          silence !== 'chatLost' && (
            <div key={to} className="pr-home__failed">
              <Pill tone="red" icon="!" label={t(`delivery.why.${silence}`)} />
              {waits > 0 && mayReadMessages && (
                <a href="/admin/collections/messages?where[status][equals]=pending">
                  {t('delivery.waiting', { count: waits })}
                </a>
              )}
              <p className="pr-home__note">
                {t(`delivery.untold.${to}`)} {t(`delivery.mend.${silence}`)}
              </p>
            </div>
          ),
      )}
      {backup && (
        <div className="pr-home__failed">
          <Pill tone="red" icon="!" label={t(`delivery.backup.${backup}`)} />
          <p className="pr-home__note">{t('delivery.mendBackup')}</p>
        </div>
      )}
    </>
  )
}

export const isSilent = ({ silent, backup }: Props['delivery']): boolean =>
  backup !== null || Object.values(silent).some((silence) => silence !== null)
