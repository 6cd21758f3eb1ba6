/** The signal policies that the user chose for single pages. */
import { signalPolicies, type SignalPolicy } from '../../shared/signal-policy'
import { Listeners } from './listeners'
import type { VaultAccess } from './vault-access'

const PAGE_POLICIES = 'page-policies'

/** Policies by origin. Reads throw a `VaultLockedError` while no vault is open, and changes reject with one. */
export class PagePolicyStore {
  readonly #access: VaultAccess
  readonly #changed = new Listeners()

  constructor(access: VaultAccess) {
    this.#access = access
    access.onChange((contents) => {
      contents?.records.onApplied((batch) => {
        if (batch.some(([, collection]) => collection === PAGE_POLICIES)) this.#changed.call()
      })
      this.#changed.call()
    })
  }

  /** Calls back after every change. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** null: the page has no policy of its own, or one that only a newer Latchkey knows. */
  own(origin: string): SignalPolicy | null {
    const stored = this.#access.contents.records.get(PAGE_POLICIES, origin)
    return signalPolicies.find((policy) => policy === stored) ?? null
  }

  /** The policy outlives the page's grants: a page that is paired again meets the same policy until it is removed. */
  async set(origin: string, policy: SignalPolicy | null): Promise<void> {
    const { records } = this.#access.contents
    await records.write(() => {
      const stored = records.get(PAGE_POLICIES, origin)
      if (policy !== null) return policy === stored ? [] : [['put', PAGE_POLICIES, origin, policy]]
      return stored === undefined ? [] : [['delete', PAGE_POLICIES, origin]]
    })
  }
}
