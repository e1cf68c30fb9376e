'use client'
import { type ReactNode, useEffect } from 'react'
import { panelText, type PanelCaption } from '@/i18n/panel'
import { labelCells, wordsForObjects } from './lists'
import './contrast.scss'

const ICONS: [selector: string, name: PanelCaption][] = [
  ['button.popup-button', 'ui.actions'],
  ['button.clickable-arrow--left', 'ui.previous'],
  ['button.clickable-arrow--right', 'ui.next'],
  ['button.date-time-picker__clear-button', 'ui.clear'],
  ['button.clear-indicator', 'ui.clear'],
  ['.collapsible__drag', 'ui.move'],
]

/** The label above or next to a select. */
const nameOf = (input: Element): string => {
  const label = input.closest('.field-type')?.querySelector('.field-label')?.textContent
  const placeholder = input.closest('.rs__control')?.querySelector('.rs__placeholder, .rs__single-value')?.textContent
  return (label ?? placeholder ?? '').replace('*', '').trim()
}

const mend = (): void => {
  for (const input of document.querySelectorAll(
    'input.rs__input:not([aria-label]):not([aria-labelledby]), .field-type ' +
      'input[type=text]:not([id]):not([aria-label]):not([aria-labelledby]), .rs__control ' +
      'input[role=combobox]:not([aria-label]):not([aria-labelledby])',
  )) {
    const name = nameOf(input)
    if (name !== '') input.setAttribute('aria-label', name)
  }
  const language = document.documentElement.lang.startsWith('en') ? 'en' : 'ru'
  for (const [selector, name] of ICONS) {
    for (const button of document.querySelectorAll(`${selector}:not([aria-label])`)) {
      if ((button.textContent ?? '').trim() === '') button.setAttribute('aria-label', panelText(language, name))
    }
  }
  wordsForObjects()
  labelCells()
  // Hidden on wide screens. On a phone it is the only way to the menu.
  for (const toggle of document.querySelectorAll<HTMLElement>('.app-header__mobile-nav-toggler[tabindex="-1"]'))
    toggle.tabIndex = 0
  // A list whose children are links would not be a list for screen readers.
  document.querySelector('ul.doc-tabs__tabs:not([role])')?.setAttribute('role', 'group')
  // The arrow and the cross of a select are hidden from screen readers (the keys do what they do), so the Tab key must
  // not stop at them either.
  for (const button of document.querySelectorAll<HTMLElement>(
    '.rs__indicators [aria-hidden=true]:is(button, [tabindex="0"]):not([tabindex="-1"])',
  ))
    button.tabIndex = -1
}

/**
 * Payload's selects have no name for a screen reader: their label points at an id that nothing has, and
 * they take no other. The name is added where they appear, whichever field they are in.
 */
export const NamedSelects = ({ children }: { children: ReactNode }) => {
  useEffect(() => {
    let waiting = 0
    const soon = (): void => {
      waiting ||= requestAnimationFrame(() => {
        waiting = 0
        mend()
      })
    }
    const observer = new MutationObserver(soon)
    observer.observe(document.body, { childList: true, subtree: true })
    soon()
    return () => {
      observer.disconnect()
      cancelAnimationFrame(waiting)
    }
  }, [])
  return children
}
