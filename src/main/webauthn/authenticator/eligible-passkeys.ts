/** Which of the store's passkeys may sign for a request (WebAuthn §6.3.3 steps 3 to 6). */
import { encodeBase64Url } from '../../../shared/base64url'
import type { AuthenticatorDescription } from './description'
import { isUsableUnderCredProtect } from './extensions/cred-protect'
import { couldHaveMade } from './kept-passkeys'
import type { AuthenticatorPorts, Passkey } from './ports'

/** The passkeys that a request accepts. */
export interface Wanted {
  readonly rpId: string
  /** The AppID under which U2F credentials may sign, if no credential that the page named fits `rpId`. */
  readonly appId?: string | undefined
  /** null: any discoverable passkey of the relying party. */
  readonly allowCredentialIds: readonly Uint8Array[] | null
  /** Conditional mediation: offers the discoverable passkeys among `allowCredentialIds`, and asks no question. */
  readonly conditional: boolean
  readonly requireUserVerification: boolean
}

/**
 * In the store's order, which does not depend on clocks. Leaves out hidden passkeys, and passkeys whose credProtect
 * forbids their use.
 */
export function eligible(
  { rpId, appId, allowCredentialIds, conditional, requireUserVerification }: Wanted,
  description: AuthenticatorDescription,
  { store }: AuthenticatorPorts,
): readonly Passkey[] {
  const discovers = conditional || allowCredentialIds === null
  const how = { named: !discovers, verified: requireUserVerification }
  const named = allowCredentialIds && encoded(allowCredentialIds)
  const offered = (rpOrAppId: string) =>
    store
      .listByRp(rpOrAppId)
      .filter((passkey) => !passkey.hidden && (passkey.discoverable || !discovers))
      .filter(({ credentialId }) => named?.has(encodeBase64Url(credentialId)) ?? true)
      .filter((passkey) => couldHaveMade(description, passkey))
      .filter((passkey) => isUsableUnderCredProtect(passkey, how))
  const found = offered(rpId)
  return found.length === 0 && appId !== undefined && !discovers ? offered(appId) : found
}

/** Maps a request's list to its ids in base64url. A pending offer is computed often, and may name a thousand ids. */
const encodedIds = new WeakMap<readonly Uint8Array[], ReadonlySet<string>>()

/** The ids in base64url. */
function encoded(ids: readonly Uint8Array[]): ReadonlySet<string> {
  let texts = encodedIds.get(ids)
  if (!texts) encodedIds.set(ids, (texts = new Set(ids.map((id) => encodeBase64Url(id)))))
  return texts
}

/** For the record, so that the user can see why no passkey was offered. */
export function whyNothingFits(
  { rpId, allowCredentialIds, requireUserVerification: verified }: Wanted,
  description: AuthenticatorDescription,
  { store }: AuthenticatorPorts,
): string {
  const kept = store.listByRp(rpId)
  if (kept.length === 0) return `no passkey for ${rpId} is kept here`
  const shown = kept.filter((passkey) => !passkey.hidden)
  if (shown.length === 0) return `every passkey for ${rpId} is hidden`
  if (!shown.some((passkey) => couldHaveMade(description, passkey)))
    return `no passkey for ${rpId} could be on this authenticator, ${description.name}`
  const named = allowCredentialIds !== null
  if (!shown.some((passkey) => isUsableUnderCredProtect(passkey, { named, verified })))
    return `every passkey for ${rpId} was made to be used with user verification, and the page discourages it`
  return named
    ? `the page named only passkeys that are not kept here for ${rpId}`
    : `no passkey for ${rpId} is discoverable, and the page named none`
}
