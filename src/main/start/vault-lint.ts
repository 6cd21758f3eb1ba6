/** The lint of the app. It knows the passkeys of the vault, and the recorded calls from before the start. */
import { DeferredLint } from '../page-lint/deferred-lint'
import { PageLint } from '../page-lint/page-lint'
import type { PasskeysInReach } from '../page-lint/passkeys-for-lint'
import { recallCalls, type Recall, type RecallParts } from '../page-lint/recalled-calls'
import type { Log } from '../platform/log'
import { logged } from '../platform/logged'
import type { Clock } from '../platform/ports'
import type { Vault } from '../vault/vault'

export function vaultLint(vault: Vault, now: () => number, log: Log): DeferredLint {
  const failed = logged(log, 'the lint failed')
  return new DeferredLint(new PageLint(passkeysInReach(vault), now, failed, 'member'), failed)
}

/**
 * Loads the recorded calls from before the start when the vault opens for the first time, and goes on after a lock. When the vault is erased, it
 * stops.
 *
 * @returns the function that stops it.
 */
export function recallOnceOpen(
  vault: Vault,
  activity: RecallParts['activity'],
  lint: DeferredLint,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): () => void {
  let recall: Recall | undefined
  const begin = (): void => {
    if (!vault.isOpen) return
    recall?.resume()
    recall ??= recallCalls({
      activity,
      recall: lint.recall,
      after: (ms, callback) => clock.after(ms, callback),
      isOpen: () => vault.isOpen,
      failed: logged(log, 'the lint could not read the record'),
    })
  }
  const unwatch = vault.onStateChange(begin)
  begin()
  const end = (): void => {
    unwatch()
    recall?.stop()
  }
  vault.onErased(end)
  return end
}

/** A locked vault has no passkeys for the lint. */
function passkeysInReach(vault: Vault): PasskeysInReach {
  return {
    find: (credentialId) => (vault.isOpen ? vault.passkeys.find(credentialId) : undefined),
    listByRp: (rpId, most) => (vault.isOpen ? vault.passkeys.listByRp(rpId, most) : []),
  }
}
