import type { ChosenSettings } from '../../src/main/ipc/app-state'
import { USUAL_PASSKEY_LIST } from '../../src/shared/passkey-list'

type ShownSettings = ChosenSettings & { readonly bridgeEnabled: boolean }

/** The app's settings in memory. With `unwritable`, no change is saved. */
export function memorySettings(unwritable: boolean) {
  let values: ShownSettings = {
    appearance: 'system',
    view: 'passkeys',
    signalPolicy: 'spec',
    commandsMayUseYes: false,
    activitySeenAt: 0,
    passkeyList: USUAL_PASSKEY_LIST,
    entryWidth: null,
    profile: 'latchkey',
    packedAttestation: 'self',
    enterpriseRpIds: [],
    transports: 'honoured',
    immediateGet: 'unsupported',
    lockWhenAway: false,
    lockAfterMinutes: 0,
    bridgeEnabled: true,
  }
  return {
    get values() {
      return values
    },
    change: (changed: Partial<ShownSettings>) => {
      if (unwritable) throw new Error('the disk is full')
      values = { ...values, ...changed }
    },
  }
}
