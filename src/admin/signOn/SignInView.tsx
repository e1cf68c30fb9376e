import { redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { getSafeRedirect } from 'payload/shared'
import { NoMail } from '@/admin/delivery/NoMail'
import { Logo } from '@/admin/face/Logo'
import { SignInPage } from './SignInForm'
import { SignOn, SignOnRefused } from './SignOn'

const PANEL = '/admin'

/** In the place of Payload's own page, which has no second step. */
export const SignInView = ({ initPageResult, searchParams }: AdminViewServerProps) => {
  const { user, i18n } = initPageResult.req
  const next = getSafeRedirect({ fallbackTo: PANEL, redirectTo: searchParams?.redirect ?? '' })
  if (user) redirect(next)
  return (
    <>
      <div className="login__brand">
        <Logo />
      </div>
      <SignOnRefused i18n={i18n} searchParams={searchParams} />
      <SignInPage next={next} />
      <SignOn i18n={i18n} searchParams={searchParams} />
      <NoMail i18n={i18n} />
    </>
  )
}
