import type { GrantKeeper, StoredGrant } from './grants'

/** The grant of a page that cannot be paired. A Latchkey that does not know the grant will never know it. */
export function fixedGrant(given: StoredGrant): GrantKeeper {
  let grant: StoredGrant | undefined = given
  return {
    read: () => grant,
    keep: () => undefined,
    forget: () => {
      grant = undefined
    },
  }
}
