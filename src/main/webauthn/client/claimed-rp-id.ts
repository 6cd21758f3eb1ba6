import { cutText } from '../../../shared/cut-name'

/** A domain name has no more characters. */
const LONGEST = 253

/**
 * The RP ID that a signal's options name, for the record. It may be malformed, and the page may not be allowed to use
 * it. null where the options name no RP ID.
 */
export function claimedRpId(options: unknown): string | null {
  if (typeof options !== 'object' || options === null || !('rpId' in options)) return null
  return typeof options.rpId === 'string' ? cutText(options.rpId, LONGEST) : null
}
