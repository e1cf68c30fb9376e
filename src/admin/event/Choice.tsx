'use client'
import type { ReactNode } from 'react'

type Option<Value extends string> = { value: Value; label: string; hint?: string; after?: ReactNode }
type Props<Value extends string> = {
  name: string
  legend: string
  options: Option<Value>[]
  value: Value | null
  disabled?: boolean
  /** Side by side as one control; by default a vertical list. */
  segmented?: boolean
  onChange: (value: Value) => void
}

/** A choice between a few visible options, made of real radio buttons so that the arrow keys work. */
export const Choice = <Value extends string>({
  name,
  legend,
  options,
  value,
  disabled,
  segmented,
  onChange,
}: Props<Value>) => (
  <fieldset className={`pr-choice${segmented ? ' pr-choice--segmented' : ''}`} disabled={disabled}>
    <legend>{legend}</legend>
    <div className="pr-choice__options">
      {options.map((option) => (
        <div key={option.value} className="pr-choice__option">
          <label>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.hint && <small>{option.hint}</small>}
            </span>
          </label>
          {value === option.value && option.after}
        </div>
      ))}
    </div>
  </fieldset>
)
