import type { ReactNode } from 'react'
import './ui.scss'

export type Tone = 'green' | 'yellow' | 'red' | 'grey' | 'blue'
type Props = { tone: Tone; icon?: ReactNode; label: string }

/** Shows a status as a word; colour and sign only help the eye. */
export const Pill = ({ tone, icon, label }: Props) => (
  <span className={`pr-pill pr-pill--${tone}`}>
    {icon && <span aria-hidden="true">{icon}</span>}
    <span className="pr-pill__label">{label}</span>
  </span>
)
