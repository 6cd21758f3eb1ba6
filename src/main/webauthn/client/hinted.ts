import { isHint } from '../../../shared/consent'
import type { UserConsent } from '../authenticator/ports'
import type { CeremonyConsent } from './ports'

/**
 * Consent whose questions carry the hints of the page's options (WebAuthn §5.8.7). Unknown ones are passed
 * over, and one that stands twice counts once.
 */
export function hinted(consent: CeremonyConsent, given: readonly string[]): UserConsent {
  const hints = [...new Set(given)].filter(isHint)
  return { ask: (question, signal) => consent.ask({ ...question, hints }, signal) }
}
