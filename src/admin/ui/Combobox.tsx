'use client'
import {
  Combobox as Input,
  ComboboxItem,
  ComboboxLabel,
  ComboboxPopover,
  ComboboxProvider,
  useComboboxStore,
} from '@ariakit/react'
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { layerOf } from './layer'
import './ui.scss'

export type ComboboxOption = {
  key: string
  content: ReactNode
  onChoose: () => void
  /** Leaves the list open: what is chosen makes it longer. */
  stays?: boolean
}

type Props = {
  label: string
  labelHidden?: boolean
  typed: string
  onType: (typed: string) => void
  options: ComboboxOption[]
  /** The options belong to what is typed: only then does Enter choose. */
  settled: boolean
  /** How many there are, or why there are none: shown below the options, and read out. */
  said: string
  /** The option that Enter takes, if not the first. */
  first?: string
  placeholder?: string
  autoFocus?: boolean
  /** Enter was pressed before the options were there. */
  onEarlyEnter?: () => void
}

/** A field whose answers come while one types. The list is above everything, and never larger than the window. */
export const Combobox = ({
  label,
  labelHidden,
  typed,
  onType,
  options,
  settled,
  said,
  first,
  placeholder,
  autoFocus,
  onEarlyEnter,
}: Props) => {
  const id = useId()
  const [open, setOpen] = useState(false)
  const shown = open && typed.trim() !== ''
  const store = useComboboxStore({ value: typed, setValue: onType, open: shown, setOpen, focusLoop: true })

  useEffect(() => {
    if (first !== undefined) store.move(`${id}-${first}`)
  }, [store, id, first])

  // The library hands the key on to the option, and then to the dialog around, which would close as well.
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !settled) onEarlyEnter?.()
    if (event.key !== 'Escape' || !shown) return
    event.preventDefault()
    event.stopPropagation()
    setOpen(false)
  }

  return (
    <ComboboxProvider store={store}>
      <ComboboxLabel className={labelHidden ? 'pr-hidden' : 'pr-field__label'}>{label}</ComboboxLabel>
      <Input
        className="pr-input"
        autoSelect="always"
        getAutoSelectId={() => (first === undefined ? undefined : `${id}-${first}`)}
        autoComplete="list"
        onKeyDownCapture={press}
        data-focus-first={autoFocus || undefined}
        placeholder={placeholder}
      />
      <ComboboxPopover
        portal
        portalElement={layerOf}
        preserveTabOrder={false}
        fixed
        sameWidth
        fitViewport
        unmountOnHide
        gutter={4}
        aria-label={label}
        aria-busy={!settled || undefined}
        className="pr-picker__options"
        render={(list) => (
          <div className="pr-picker__list">
            <div {...list} />
            <p className="pr-picker__said" aria-hidden="true">
              {said}
            </p>
          </div>
        )}
      >
        {options.map(({ key, content, onChoose, stays }) => (
          <ComboboxItem
            key={key}
            id={`${id}-${key}`}
            className="pr-picker__option"
            focusOnHover
            hideOnClick={settled && !stays}
            setValueOnClick={false}
            onClick={() => settled && onChoose()}
          >
            {content}
          </ComboboxItem>
        ))}
      </ComboboxPopover>
      <p className="pr-hidden" role="status">
        {shown && said}
      </p>
    </ComboboxProvider>
  )
}
