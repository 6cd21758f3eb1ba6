/** The browsers of the differential test, and what the test expects of each. */
import type { BothInBrowser } from './both-in-browser'
import { BothInChromium } from './both-in-chromium'
import type { Case } from './case'
import type { Deviation } from './deviation'
import { deviations } from './deviations'
import { originCases } from './origin-cases'

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
]
