/** Passkeys from before WebAuthn: U2F credentials that were registered under an AppID (WebAuthn §10.1.1, §10.1.2). */
import { WebAuthnError } from '../../errors'
import type { ClientExtension, RequestPlan } from './extension'
import { authorizedAppId } from './facet-id'

/** appid: lets a U2F credential sign when no passkey of the RP ID can. */
export const appId: ClientExtension = {
  get: ({ inputs: { appid }, origin }) => {
    if (appid === undefined) return undefined
    const appId = requireAuthorized(appid, origin)
    const plan: RequestPlan = {
      appId,
      result: ({ passkey }) => ({ appid: passkey.rpId === appId }),
    }
    return () => plan
  },
}

/** appidExclude: counts U2F credentials among the excluded ones. */
export const appIdExclude: ClientExtension = {
  create: ({ inputs: { appidExclude }, origin }) => {
    if (appidExclude === undefined) return undefined
    const appId = requireAuthorized(appidExclude, origin)
    return () => ({ appId, result: () => ({ appidExclude: true }) })
  },
}

/** @throws {WebAuthnError} `SecurityError`. */
function requireAuthorized(appId: string, origin: string): string {
  const authorized = authorizedAppId(appId, origin)
  if (authorized !== null) return authorized
  throw new WebAuthnError(
    'SecurityError',
    `the AppID ${JSON.stringify(appId.slice(0, 255))} is not one that ${origin} may use`,
  )
}
