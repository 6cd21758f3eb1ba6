/** What `latchkey.js` adds to a page: reference this file, or copy it into your types. */

/**
 * - `idle`: nothing was asked of Latchkey yet
 * - `connecting`
 * - `absent`: it could not be reached
 * - `unpaired`: it runs, and this page is not paired with it
 * - `locked`: it runs, and its vault is locked
 * - `ready`
 * - `impostor`: another program answers in its place; nothing is sent until the page is loaded again
 * - `unpatched`: this page or an extension has sealed `navigator.credentials`; Latchkey is not asked
 */
export type LatchkeyState =
  'idle' | 'connecting' | 'absent' | 'unpaired' | 'locked' | 'ready' | 'impostor' | 'unpatched'

export interface Latchkey {
  /** Version of the script. */
  readonly version: string
  /** Where it looks for the app, such as `ws://127.0.0.1:47801/v1/ws`. */
  readonly url: string
  readonly state: LatchkeyState
  /**
   * Pairs the page with the app, without waiting for a `create()` or `get()`.
   *
   * @throws {DOMException} NotAllowedError, saying what to do.
   */
  pair(): Promise<void>
}

declare global {
  interface Window {
    readonly latchkey?: Latchkey
  }
}
