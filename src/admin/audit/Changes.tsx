'use client'
import { usePanelText, usePanelWord } from '@/admin/ui/texts'
import { Fact } from '@/admin/words/Fact'

type Values = Record<string, unknown>
type Opened = { state: 'readable' | 'erased' | 'otherSecret'; values: Values | null }

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Shows the values before and after in a table, and values without a "before" as a list. */
const ChangeTable = ({ values }: { values: Values }) => {
  const t = usePanelText()
  const word = usePanelWord()
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
                <th scope="row">{word('changes.field', field)}</th>
                <td>
                  <Fact name={field} value={was[field]} />
                </td>
                <td>
                  <Fact name={field} value={is[field]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {Object.keys(rest).length > 0 && (
        <dl>
          {Object.entries(rest).map(([name, value]) => (
            <div key={name}>
              <dt>{word('changes.field', name)}</dt>
              <dd>
                <Fact name={name} value={value} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

/** What was changed, in words. */
export const Changes = ({ changes }: { changes: unknown }) => {
  const value = isValues(changes)
    ? Object.fromEntries(Object.entries(changes).filter(([name]) => name !== 'ids'))
    : null
  const t = usePanelText()
  if (value === null || Object.keys(value).length === 0) return null
  return (
    <section className="pr-facts">
      <h2>{t('privacy.changes')}</h2>
      <ChangeTable values={value} />
    </section>
  )
}

/** What the entry says about a person, as long as the person's key exists. */
export const Person = ({ person: value }: { person: Opened | null }) => {
  const t = usePanelText()
  if (!value) return null
  return (
    <section className="pr-facts">
      <h2>{t('privacy.aboutPerson')}</h2>
      {value.values ? (
        <ChangeTable values={value.values} />
      ) : (
        <p>{t(value.state === 'erased' ? 'privacy.erased' : 'privacy.otherSecret')}</p>
      )}
    </section>
  )
}
