import { computed, type Ref } from 'vue'
import type { ActivityEntry } from '../../shared/activity'
import type { PairedPage } from '../../shared/pairing'
import type { PasskeySummary } from '../../shared/passkey'
import { rpIdsOf } from '../support/page-rp-ids'

export interface PageNavigation {
  /** Shows the passkeys of the relying parties, and no others. */
  readonly showSites: (rpIds: readonly string[]) => void
  /** Shows the entries of a page. */
  readonly showEntries: (origin: string) => void
  /** Shows what the lint found on a page. */
  readonly showFindings: (origin: string) => void
  readonly openPage: (origin: string) => void
}

interface Linked {
  readonly passkeys: Readonly<Ref<readonly PasskeySummary[]>>
  readonly entries: Readonly<Ref<readonly ActivityEntry[]>>
  readonly paired: Readonly<Ref<readonly PairedPage[]>>
}

/** Links from a page to its passkeys and entries, and from a passkey to the pages that may use it. */
export function usePageLinks({ passkeys, entries, paired }: Linked, to: PageNavigation) {
  const perRpId = computed(() => countBy(passkeys.value, ({ rpId }) => rpId))
  const perOrigin = computed(() => countBy(entries.value, ({ origin }) => origin))

  function usedBy(origin: string): string[] {
    return rpIdsOf(origin).filter((rpId) => perRpId.value.has(rpId))
  }

  return {
    passkeyCount: (origin: string) =>
      usedBy(origin).reduce((sum, rpId) => sum + (perRpId.value.get(rpId) ?? 0), 0),
    entryCount: (origin: string) => perOrigin.value.get(origin) ?? 0,
    showPasskeys: (origin: string) => to.showSites(usedBy(origin)),
    showSite: (rpId: string) => to.showSites([rpId]),
    showEntries: (origin: string) => to.showEntries(origin),
    showFindings: (origin: string) => to.showFindings(origin),
    isConnected: (origin: string) => paired.value.some((page) => page.origin === origin),
    /** The connected pages that may use a passkey of the RP ID. */
    pagesOf: (rpId: string) => paired.value.filter(({ origin }) => rpIdsOf(origin).includes(rpId)),
    openPage: (origin: string) => to.openPage(origin),
  }
}

function countBy<T>(all: readonly T[], keyOf: (one: T) => string | null): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) {
    const key = keyOf(one)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
