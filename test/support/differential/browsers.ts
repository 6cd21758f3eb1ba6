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
 * Firefox has no signals and no immediate requests. It opens its own dialogs to ask which of several passkeys signs, and
 * whether a page may get an attestation. The setting by which its user does not answer also removes its platform
 * authenticator.
 */
const NOT_IN_FIREFOX =
  /^signal|^immediate get|^uiMode|^mediation immediate|^get: one of two$|attestation (direct|indirect|enterprise)$|attestationFormats unknown$|^feature detection while a request is pending$/

export interface ComparedBrowser {
  readonly name: string
  readonly start: () => Promise<BothInBrowser>
  readonly deviations: readonly Deviation[]
  /** Hosts of pages, and the RP IDs that are tried there. */
  readonly origins: readonly (readonly [string, readonly Case[]])[]
  /** Whether its authenticator can have extensions. */
  readonly hasExtensions: boolean
  /** Whether the browser has the API that the case calls. */
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
    // In a test, Firefox does not resolve names of other machines.
    origins: origins.filter(([host]) => !host.startsWith('https:')),
    hasExtensions: false,
    has: (name) => !NOT_IN_FIREFOX.test(name),
  },
]
