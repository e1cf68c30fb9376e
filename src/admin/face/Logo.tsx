import { Icon } from './Icon'

export const Logo = () => (
  <span className="pr-logo">
    <Icon />
    <span>Пристань</span>
  </span>
)
