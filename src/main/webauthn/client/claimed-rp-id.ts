import { cutText } from '../../../shared/cut-name'

/** The maximum length of a domain name. */
const LONGEST = 253

/**
 * The RP ID in a signal's options, for the record. It may be malformed, and the page may not be allowed to use it. null when
 * the options name no RP ID.
 */
export function claimedRpId(options: unknown): string | null {
  if (typeof options !== 'object' || options === null || !('rpId' in options)) return null
  return typeof options.rpId === 'string' ? cutText(options.rpId, LONGEST) : null
}
