import { env, panelAddress } from '@/config/env'
import { isSignOnRefusal } from '@/domain/access/signOn'
import { languageOf } from '@/i18n'
import { panelText } from '@/i18n/panel'
import './signOn.scss'

type Props = { i18n: { language: string }; searchParams?: Record<string, string | string[] | undefined> }

/** Shows why single sign-on was refused, above the normal sign-in form. */
export const SignOnRefused = (props: Props) => {
  const why = props.searchParams?.['sign-on']
  if (!isSignOnRefusal(why)) return null
  return (
    <p role="alert" className="pr-sign-on__refused">
      {panelText(languageOf(props), `signOn.refused.${why}`)}
    </p>
  )
}

/**
 * The other way in, where the environment names a provider. At the address people use: the cookie of the way back
 * belongs to it.
 */
export const SignOn = (props: Props) => {
  const { signOn } = env()
  if (!signOn) return null
  const { redirect } = props.searchParams ?? {}
  const query = typeof redirect === 'string' && redirect.length <= 2000 ? `?${new URLSearchParams({ redirect })}` : ''
  return (
    <div className="pr-sign-on">
      <p className="pr-sign-on__or">{panelText(languageOf(props), 'signOn.or')}</p>
      <a className="pr-sign-on__button" href={`${panelAddress()}/api/oidc/start${query}`}>
        {signOn.label ?? panelText(languageOf(props), 'signOn.button')}
      </a>
    </div>
  )
}
