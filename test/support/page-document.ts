import type { CeremonyDocument } from '../../src/page/ports'
import { PAGE_ORIGIN } from './page-bridge'

const FIRST = {}

/** A document that may do everything; give only what the test is about. */
export function pageDocument(members: Partial<CeremonyDocument> = {}): CeremonyDocument {
  return {
    crossOrigin: false,
    origin: PAGE_ORIGIN,
    isFile: () => false,
    allows: () => true,
    isActivated: () => true,
    isPrerendering: () => false,
    current: () => FIRST,
    isFullyActive: () => true,
    ...members,
  }
}
