/** Fills the index with the passkeys of an opening vault, in slices. */
import { Slices } from '../platform/slices'
import type { PasskeyIndex } from './passkey-index'
import type { PasskeyOrder } from './passkey-order'
import { PASSKEYS, TRASH } from './stored-passkey'
import { orderOfTrashed } from './trash'
import type { OpenContents } from './vault-access'

/** @param order follows all passkeys, including those in the trash, so that a new passkey comes after all of them. */
export async function loadPasskeys(
  { records }: OpenContents,
  index: PasskeyIndex,
  order: PasskeyOrder,
): Promise<void> {
  const slices = new Slices()
  index.clear()
  for (const [key, kept] of records.entries(PASSKEYS)) {
    order.follow(index.set(key, kept).order)
    await slices.next()
  }
  for (const [, kept] of records.entries(TRASH)) {
    order.follow(orderOfTrashed(kept))
    await slices.next()
  }
}
