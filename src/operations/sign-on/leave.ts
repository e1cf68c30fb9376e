import * as openid from 'openid-client'
import type { Payload } from 'payload'
import { panelAddress } from '@/config/env'
import type { SignOnSettings } from '@/config/signOn'
import { decrypt, keyFor } from '@/db/cipher'
import { takeToken } from '@/db/sign-on'
import { reading } from '@/db/sql'
import { TOKENS } from './enter'
import { providerOf } from './provider'

/**
 * Where to send a browser whose session has ended here, so that it ends at the provider too; null when the
 * session was not the provider's, or it offers no such thing. The token that says whose it was is used up.
 */
export const leaveProvider = async (
  payload: Payload,
  { settings, session, language }: { settings: SignOnSettings; session: string; language: string },
): Promise<string | null> => {
  const sealed = await takeToken(reading(payload), session)
  if (sealed === null) return null
  const provider = await providerOf(settings)
  if (provider.serverMetadata().end_session_endpoint === undefined) return null
  const { idToken } = JSON.parse(decrypt(keyFor(TOKENS), sealed, session).toString()) as { idToken: string }
  return openid.buildEndSessionUrl(provider, {
    id_token_hint: idToken,
    post_logout_redirect_uri: `${panelAddress()}/admin/login`,
    ui_locales: language,
  }).href
}
