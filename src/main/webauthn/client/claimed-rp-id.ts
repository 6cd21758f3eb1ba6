import { cutText } from '../../../shared/cut-name'

/** A domain name has no more characters. */
const LONGEST = 253

/**
 * The RP ID that a signal's options name, for the record: well formed or not, and whether the page may speak for
 * it or not. null where they name none.
 */
export function claimedRpId(options: unknown): string | null {
  if (typeof options !== 'object' || options === null || !('rpId' in options)) return null
  return typeof options.rpId === 'string' ? cutText(options.rpId, LONGEST) : null
}
