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
 * The provider's sign-out URL for a browser whose session has ended here; null if the session is not from the provider,
 * or if the provider has no such URL. The stored ID token can be used once.
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
