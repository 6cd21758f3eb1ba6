import { SignalEngine } from '../../src/main/signals/engine'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import type { ActivityReport } from '../../src/shared/activity'
import type { SignalPolicy } from '../../src/shared/signal-policy'
import { MemoryPasskeys } from './passkeys'

/** A signal engine over passkeys in memory. Its clock stands still, and its entries count from 1. */
export function signalWorld(passkeys: readonly Passkey[], policy: SignalPolicy = 'spec') {
  const store = new MemoryPasskeys(passkeys)
  const reports: ActivityReport[] = []
  const world = { store, reports, policy, now: Date.UTC(2026, 0, 1), entries: 0 }
  const engine = new SignalEngine({
    store,
    policies: { of: () => world.policy },
    report: (report) => void reports.push(report),
    newId: () => String(++world.entries),
    now: () => world.now,
  })
  return Object.assign(world, { engine })
}
