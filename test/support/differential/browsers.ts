/** The browsers of the differential test, and what the test expects of each. */
import type { BothInBrowser } from './both-in-browser'
import { BothInChromium } from './both-in-chromium'
import { BothInFirefox } from './both-in-firefox'
import type { Case } from './case'
import type { Deviation } from './deviation'
import { deviations } from './deviations'
import { firefoxDeviations } from './firefox-deviations'
import { originCases } from './origin-cases'

/**
 * Firefox has no signals and no immediate requests. It asks in dialogs of its own which of several passkeys signs, and whether a page may have an
 * attestation. What makes its user wait takes away its platform authenticator, too.
 */
const NOT_IN_FIREFOX =
  /^signal|^immediate get|^uiMode|^mediation immediate|^get: one of two$|attestation (direct|indirect|enterprise)$|attestationFormats unknown$|^feature detection while a request is pending$/

export interface ComparedBrowser {
  readonly name: string
  readonly start: () => Promise<BothInBrowser>
  readonly deviations: readonly Deviation[]
  /** Hosts of pages, and what is tried there. */
  readonly origins: readonly (readonly [string, readonly Case[]])[]
  /** Whether its authenticator can have extensions. */
  readonly hasExtensions: boolean
  /** Whether it has what the case calls. */
  readonly has: (name: string) => boolean
}

const origins = Object.entries(originCases)

export const comparedBrowsers: readonly ComparedBrowser[] = [
  {
    name: 'Chromium',
    start: () => BothInChromium.start(),
    deviations,
    origins,
    hasExtensions: true,
    has: () => true,
  },
  {
    name: 'Firefox',
    start: () => BothInFirefox.start(),
    deviations: firefoxDeviations,
    // Firefox resolves no name of another machine for a test.
    origins: origins.filter(([host]) => !host.startsWith('https:')),
    hasExtensions: false,
    has: (name) => !NOT_IN_FIREFOX.test(name),
  },
]
