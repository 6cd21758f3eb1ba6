import { outcomesOf, signalAbout } from '../../../src/main/signals/dry-run'
import { FULL_QUOTA } from '../../../src/main/signals/quota'
import {
  NO_EXTENSION_STATE,
  SET_BY_NONE,
  type Passkey,
} from '../../../src/main/webauthn/authenticator/ports'
import { decodeBase64Url } from '../../../src/shared/base64url'
import type { PasskeySummary } from '../../../src/shared/passkey'
import type { DryRun, DryRunRequest } from '../../../src/shared/signal-dry-run'
import type { SignalPolicy } from '../../../src/shared/signal-policy'

/** Answers a dry run with the rules of the engine, so that a scene shows what the app would show. */
export function sceneDryRun(passkeys: readonly PasskeySummary[], inForce: SignalPolicy = 'spec') {
  const kept = passkeys.map(engineView)
  return ({ passkeyId, signal }: DryRunRequest): DryRun => {
    const about = kept[passkeys.findIndex(({ id }) => id === passkeyId)]
    if (about === undefined) throw new Error(`the scene has no passkey ${passkeyId}`)
    const candidates = { kept: kept.filter(({ rpId }) => rpId === about.rpId), trashed: [] }
    const circumstances = { quota: FULL_QUOTA, now: Date.now(), entryId: 'dry-run' }
    return {
      inForce,
      outcomes: outcomesOf(candidates, signalAbout(about, signal), circumstances),
    }
  }
}

/** A passkey of the window in the engine's form. Values that the rules of signals do not read have defaults. */
function engineView({ id, userHandle, profile, ...summary }: PasskeySummary): Passkey {
  return {
    ...summary,
    credentialId: decodeBase64Url(id),
    userHandle: decodeBase64Url(userHandle),
    transports: ['internal'],
    profile: profile?.id ?? null,
    profileTitle: profile?.title ?? null,
    setBy: SET_BY_NONE,
    extensions: NO_EXTENSION_STATE,
    attestation: null,
  }
}
