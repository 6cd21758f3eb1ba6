import { encodeBase64Url } from '../../../shared/base64url'
import type { LostDevice } from '../../../shared/device'
import type { Device } from './device'

/** What a lost device takes with it: what cannot leave the device, and what the account does not have yet. */
export function lostWith(device: Device): LostDevice {
  const { passkeys, changes } = device.unsent()
  const lost = passkeys.map(({ credentialId, rpId, userName, backupEligible }) => ({
    passkeyId: encodeBase64Url(credentialId),
    rpId,
    userName,
    deviceBound: !backupEligible,
  }))
  const unsynced = lost.filter(({ deviceBound }) => !deviceBound).length
  return { passkeys: lost, changes: changes - unsynced }
}
