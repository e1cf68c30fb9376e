'use client'
import { useField } from '@payloadcms/ui'

/** What a message is about: ids and dates. Payload's own editor for this would be loaded from somebody else's server. */
export const About = ({ path, field }: { path: string; field?: { label?: unknown } }) => {
  const { value } = useField<Record<string, unknown> | null>({ path })
  if (typeof value !== 'object' || value === null) return null
  const label = typeof field?.label === 'string' ? field.label : ''
  return (
    <section className="field-type">
      {label !== '' && <h3 className="field-label">{label}</h3>}
      {Object.entries(value).map(([name, content]) => (
        <p key={name} style={{ overflowWrap: 'anywhere', margin: 0 }}>
          <strong>{name}</strong>: {typeof content === 'string' ? content : JSON.stringify(content)}
        </p>
      ))}
    </section>
  )
}
