'use client'
import { FieldLabel, useField } from '@payloadcms/ui'
import type { StaticLabel } from 'payload'
import { usePanelWord } from '@/admin/ui/texts'
import { Fact } from '@/admin/words/Fact'

/**
 * What a message is about: ids and dates. Payload's own editor for this would be loaded from somebody else's server.
 */
export const About = ({ path, field }: { path: string; field?: { label?: StaticLabel } }) => {
  const { value } = useField<Record<string, unknown> | null>({ path })
  const word = usePanelWord()
  if (typeof value !== 'object' || value === null) return null
  return (
    <section className="field-type pr-facts">
      <FieldLabel as="h3" label={field?.label} path={path} />
      <dl>
        {Object.entries(value).map(([name, content]) => (
          <div key={name}>
            <dt>{word('changes.field', name)}</dt>
            <dd>
              <Fact name={name} value={content} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
