/**
 * `get()` with `uiMode: "immediate"`: ends at once when no passkey is available, so that a page can show another way to sign
 * in. WebAuthn Level 3 does not define it. The rules here are those of Chromium 156 (docs/deviations.md).
 */
import type { ImmediateGet } from '../../../shared/authenticator-settings'
import { RateLimit } from '../../platform/rate-limit'
import { siteOf } from '../../platform/site'
import { UnaskedError, WebAuthnError } from '../errors'
import type { AskedUi, ImmediateRequests, Requester } from './ports'

/** The limits of each site. Chromium counts the site of the top document. */
const LIMITS = [
  { most: 10, seconds: 60 },
  { most: 2, seconds: 5 },
] as const

/** Admits immediate requests within the settings and the limits of a site. */
export class ImmediateGets implements ImmediateRequests {
  readonly #setting: () => ImmediateGet
  readonly #limits: readonly RateLimit[]

  /** @param now milliseconds, for the limits. */
  constructor(setting: () => ImmediateGet, now: () => number) {
    this.#setting = setting
    this.#limits = LIMITS.map(
      ({ most, seconds }) => new RateLimit(most, seconds * 1000, { monotonic: now }),
    )
  }

  get isSupported(): boolean {
    return this.#setting() !== 'unsupported'
  }

  asks(ui: AskedUi | undefined, conditional: boolean, listed: number): boolean {
    if (!ui || !this.isSupported) return false
    if (ui.mode !== 'immediate')
      throw new WebAuthnError('TypeError', 'the uiMode is not "immediate"')
    if (conditional)
      throw new WebAuthnError(
        'NotSupportedError',
        'uiMode "immediate" cannot be combined with conditional mediation',
      )
    if (listed > 0) throw new UnaskedError('uiMode "immediate" takes no allowCredentials')
    if (!ui.isActivated)
      throw new UnaskedError('uiMode "immediate" needs a user gesture, such as a click')
    return true
  }

  /** A private window and a reached limit look to the page like a device without passkeys. */
  admit({ origin, topOrigin }: Requester): void {
    if (this.#setting() === 'private-window')
      throw new UnaskedError('no passkey is at hand: the setting says that the window is private')
    const site = siteOf(topOrigin ?? origin)
    if (site === 'localhost') return
    // Each limit counts only the requests that the earlier limits admitted, as in Chromium.
    const reached = this.#limits.findIndex((limit) => !limit.take(site))
    const limit = LIMITS[reached]
    if (limit)
      throw new UnaskedError(
        `${site} may make ${limit.most} immediate requests within ${limit.seconds} seconds, as in Chrome`,
      )
  }
}
