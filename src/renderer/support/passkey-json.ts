import type { PasskeyFacts, PasskeySummary } from '../../shared/passkey'

/** All that the window knows about a passkey, for use in another program. */
export function passkeyJson(passkey: PasskeySummary, facts: PasskeyFacts | undefined): string {
  const { publicKey, ...others } = facts ?? { publicKey: null }
  const known = {
    ...passkey,
    ...others,
    publicKey: publicKey && { cose: publicKey.cose, spki: publicKey.spki },
  }
  return JSON.stringify(known, null, 2)
}
