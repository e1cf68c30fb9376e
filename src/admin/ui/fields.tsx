'use client'
import { useEffect, useId, useRef, useState, type InputHTMLAttributes, type ReactNode } from 'react'
import { usePanelText } from './texts'
import './ui.scss'

type FrameProps = {
  id: string
  label: string
  error?: string | null
  hint?: ReactNode
  children: ReactNode
  className?: string
}

const Frame = ({ id, label, error, hint, children, className = '' }: FrameProps) => (
  <div className={`pr-field ${className}`}>
    <label htmlFor={id} className="pr-field__label">
      {label}
    </label>
    {children}
    {hint && <p className="pr-field__hint">{hint}</p>}
    {error && (
      <p className="pr-error" id={`${id}-error`}>
        {error}
      </p>
    )}
  </div>
)

type TextInputProps = {
  label: string
  value: string
  onChange: (value: string) => void
  error?: string | null
  hint?: ReactNode
  'data-focus-first'?: true
} & Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'>

export const TextInput = ({ label, value, onChange, error, hint, className, ...rest }: TextInputProps) => {
  const id = useId()
  return (
    <Frame id={id} label={label} error={error} hint={hint} className={className}>
      <input
        {...rest}
        id={id}
        className="pr-input"
        value={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </Frame>
  )
}

export type Option = { value: string; label: string }
type SelectProps = {
  label: string
  options: Option[]
  value: string
  onChange: (value: string) => void
  clearable?: boolean
  error?: string | null
  disabled?: boolean
  /** The label of "no choice". */
  anyLabel?: string
}

export const SelectInput = ({ label, options, value, onChange, clearable, error, disabled, anyLabel }: SelectProps) => {
  const id = useId()
  const t = usePanelText()
  const known = value === '' || options.some((option) => option.value === value)
  return (
    <Frame id={id} label={label} error={error}>
      <select
        id={id}
        className="pr-input"
        value={value}
        disabled={disabled}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        {(clearable || value === '') && <option value="">{anyLabel ?? t('ui.any')}</option>}
        {!known && <option value={value}>…</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

type SearchProps = {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  delay?: number
}

/** Reports the text when typing pauses, or at once on Enter. */
export const SearchInput = ({ label, value, onChange, placeholder, delay = 300 }: SearchProps) => {
  const id = useId()
  const [typed, setTyped] = useState(value)
  const said = useRef(value)
  const report = useRef(onChange)

  useEffect(() => {
    report.current = onChange
  })
  useEffect(() => {
    if (value === said.current) return
    said.current = value
    setTyped(value)
  }, [value])
  const search = (text: string): void => {
    if (text === said.current) return
    said.current = text
    report.current(text)
  }
  useEffect(() => {
    const timer = setTimeout(() => {
      if (typed === said.current) return
      said.current = typed
      report.current(typed)
    }, delay)
    return () => clearTimeout(timer)
  }, [typed, delay])

  return (
    <Frame id={id} label={label} className="pr-search">
      <input
        id={id}
        type="search"
        className="pr-input"
        placeholder={placeholder}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && search(typed)}
      />
    </Frame>
  )
}
