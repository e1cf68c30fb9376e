import { BRAND } from '@/i18n/brand'
import { Icon } from './Icon'

export const Logo = () => (
  <span className="pr-logo">
    <Icon />
    <span>{BRAND}</span>
  </span>
)
