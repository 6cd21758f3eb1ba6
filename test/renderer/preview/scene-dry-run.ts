import type { LeftPasskey, PasskeyChange } from '../../../src/shared/activity'
import type { PasskeySummary } from '../../../src/shared/passkey'
import type { DryRun, DryRunRequest } from '../../../src/shared/signal-dry-run'
import { signalPolicies, type SignalPolicy } from '../../../src/shared/signal-policy'

type Signal = DryRunRequest['signal']

/** Answers a dry run about as the engine does, well enough to look at. */
export function sceneDryRun(passkeys: readonly PasskeySummary[], inForce: SignalPolicy = 'spec') {
  return ({ passkeyId, signal }: DryRunRequest): DryRun => {
    const about = passkeys.find(({ id }) => id === passkeyId)
    const theirs = passkeys.filter(({ userHandle }) => userHandle === about?.userHandle)
    return {
      inForce,
      outcomes: signalPolicies.map((policy) => {
        const found = theirs.map((one) => wouldHappen(one, signal, policy, passkeyId))
        const changes = found.flatMap(({ change }) => change ?? [])
        return {
          policy,
          reason: changes.length === 0 ? 'every passkey of this user is like that already' : '',
          changes,
          left: found.flatMap(({ left }) => left ?? []),
          moreChanges: 0,
        }
      }),
    }
  }
}

interface Found {
  readonly change?: PasskeyChange
  readonly left?: LeftPasskey
}

function wouldHappen(
  passkey: PasskeySummary,
  signal: Signal,
  policy: SignalPolicy,
  triedId: string,
): Found {
  const { id, userName, userDisplayName } = passkey
  const names = { userName, userDisplayName }
  if (signal.kind === 'currentUserDetails') {
    if (policy === 'google-password-manager' && passkey.edited.userDisplayName !== null) {
      return { left: { passkeyId: id, names, because: 'the user edited the name' } }
    }
    const after = { userName: signal.name, userDisplayName: signal.displayName }
    const same = after.userName === userName && after.userDisplayName === userDisplayName
    return same ? {} : { change: { what: 'renamed', passkeyId: id, before: names, after } }
  }
  const listed =
    signal.kind === 'unknownCredential'
      ? id !== triedId
      : signal.allAcceptedCredentialIds.includes(id)
  if (listed) {
    return passkey.hidden === null ? {} : { change: { what: 'shown', passkeyId: id, names } }
  }
  if (policy === 'delete') return { change: { what: 'deleted', passkeyId: id, names } }
  return passkey.hidden === null ? { change: { what: 'hidden', passkeyId: id, names } } : {}
}
