'use client'
import { useField } from '@payloadcms/ui'
import { usePanelText } from '@/admin/ui/texts'

type Values = Record<string, unknown>
type Opened = { state: 'readable' | 'erased' | 'otherSecret'; values: Values | null }

const isValues = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)

const shown = (value: unknown): string => (value === null || value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value))

/** A table of what it was and what it is; whatever has no before is listed as it is. */
const ChangeTable = ({ values }: { values: Values }) => {
  const t = usePanelText()
  const { before, after, ...rest } = values
  const [was, is] = [isValues(before) ? before : {}, isValues(after) ? after : {}]
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])]
  return (
    <>
      {fields.length > 0 && (
        <table className="pr-table">
          <thead>
            <tr>
              <th scope="col">{t('privacy.field')}</th>
              <th scope="col">{t('privacy.before')}</th>
              <th scope="col">{t('privacy.after')}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{shown(was[field])}</td>
                <td>{shown(is[field])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {Object.entries(rest).map(([name, value]) => (
        <p key={name} style={{ overflowWrap: 'anywhere' }}>
          <strong>{name}</strong>: {shown(value)}
        </p>
      ))}
    </>
  )
}

export const Changes = ({ path }: { path: string }) => {
  const { value } = useField<Values | null>({ path })
  const t = usePanelText()
  if (!isValues(value) || Object.keys(value).length === 0) return null
  return (
    <section className="field-type">
      <h3>{t('privacy.changes')}</h3>
      <ChangeTable values={value} />
    </section>
  )
}

/** What the entry holds about a person, as long as the person's key is there. */
export const Person = ({ path }: { path: string }) => {
  const { value } = useField<Opened | null>({ path })
  const t = usePanelText()
  if (!value) return null
  return (
    <section className="field-type">
      <h3>{t('privacy.aboutPerson')}</h3>
      {value.values ? <ChangeTable values={value.values} /> : <p>{t(value.state === 'erased' ? 'privacy.erased' : 'privacy.otherSecret')}</p>}
    </section>
  )
}
