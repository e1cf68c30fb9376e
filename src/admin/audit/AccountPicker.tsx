'use client'
import { useState } from 'react'
import type { ListOf } from '@/admin/ui/answers'
import { Combobox } from '@/admin/ui/Combobox'
import { usePanelText, usePanelWord } from '@/admin/ui/texts'
import { useData } from '@/admin/ui/useData'

type Account = { id: string; name: string }
const KINDS = ['users', 'volunteers', 'integrations'] as const
const ALL = { limit: 200, sort: 'name', depth: 0 }
const MOST_SHOWN = 8

/** A user, a volunteer or a key by name. Their names are compared here: what is typed is in no address. */
export const AccountPicker = ({ value, onChange }: { value: string; onChange: (id: string) => void }) => {
  const t = usePanelText()
  const word = usePanelWord()
  const [typed, setTyped] = useState('')
  const lists = [
    useData<ListOf<Account>>('/api/users', ALL),
    useData<ListOf<Account>>('/api/volunteers', ALL),
    useData<ListOf<Account>>('/api/integrations', ALL),
  ]
  const accounts = lists.flatMap(({ data }, index) =>
    (data?.docs ?? []).map(({ id, name }) => ({ id, name, kind: KINDS[index] ?? 'users' })),
  )
  const label = t('log.who')
  if (value !== '')
    return (
      <div className="pr-field pr-picker">
        <span className="pr-field__label">{label}</span>
        <div className="pr-picker__chosen">
          <span>{accounts.find(({ id }) => id === value)?.name ?? '…'}</span>
          <button
            type="button"
            className="pr-dialog__close"
            aria-label={`${label}: ${t('ui.clear')}`}
            onClick={() => onChange('')}
          >
            <span aria-hidden="true">×</span>
          </button>
        </div>
      </div>
    )
  const wanted = typed.trim().toLocaleLowerCase()
  const found = accounts.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)).slice(0, MOST_SHOWN)
  return (
    <div className="pr-field pr-picker">
      <Combobox
        label={label}
        typed={typed}
        onType={setTyped}
        placeholder={t('log.whoHint')}
        settled={lists.every(({ data }) => data !== undefined)}
        said={found.length === 0 ? t('log.noAccount') : t('log.accountsFound', { count: found.length })}
        options={found.map(({ id, name, kind }) => ({
          key: id,
          content: (
            <>
              {name} <span className="pr-muted">{word('audit.actor', kind)}</span>
            </>
          ),
          onChoose: () => {
            setTyped('')
            onChange(id)
          },
        }))}
      />
    </div>
  )
}
