import { createHash } from 'node:crypto'
import type { Language } from '@/i18n'
import { exportText } from '@/i18n/exports'

/** The only script that a page to print may run: its button. */
const SCRIPT = "document.querySelector('button').addEventListener('click',()=>print())"
const HASH = createHash('sha256').update(SCRIPT).digest('base64')

export const PRINT_POLICY =
  `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${HASH}'; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const PRINT_BUTTON = (language: Language): string =>
  `<button type="button">${exportText(language, 'printed.print')}</button><script>${SCRIPT}</script>`
