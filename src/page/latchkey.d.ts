/** What `latchkey.js` adds to a page: reference this file, or copy it into your types. */

/**
 * - `idle`: the page is not connected: it has not asked Latchkey yet, or is not paired and asked for nothing for a minute
 * - `connecting`
 * - `absent`: the script could not reach Latchkey
 * - `unpaired`: Latchkey runs, and this page is not paired with it
 * - `locked`: Latchkey runs, and its vault is locked
 * - `ready`
 * - `impostor`: another program answers in its place; the script sends nothing until the page is loaded again
 * - `unpatched`: this page or an extension has sealed `navigator.credentials`, so calls do not reach Latchkey
 */
export type LatchkeyState =
  'idle' | 'connecting' | 'absent' | 'unpaired' | 'locked' | 'ready' | 'impostor' | 'unpatched'

export interface Latchkey {
  /** Version of the script. */
  readonly version: string
  /** Address at which the script looks for the app, such as `ws://127.0.0.1:47801/v1/ws`. */
  readonly url: string
  readonly state: LatchkeyState
  /**
   * Pairs the page with the app, without waiting for a `create()` or `get()`.
   *
   * @throws {DOMException} NotAllowedError, whose message says what to do; also when Latchkey has not answered after ten
   *   minutes.
   */
  pair(): Promise<void>
}

declare global {
  interface Window {
    readonly latchkey?: Latchkey
  }
}
