/** What the page's script needs of the browser, so that it can be tested without one. */

export interface SocketHandlers {
  readonly opened: () => void
  /** A text message; binary ones are dropped before. */
  readonly received: (text: string) => void
  /** Once, also where it never opened. */
  readonly closed: (code: number, reason: string) => void
}

export interface Socket {
  send(text: string): void
  close(): void
}

export interface ConnectionPorts {
  readonly openSocket: (handlers: SocketHandlers) => Socket
  readonly randomBytes: (length: number) => Uint8Array
  /** HMAC-SHA-256. */
  readonly hmac: (key: Uint8Array<ArrayBuffer>, text: string) => Promise<Uint8Array>
  /** Calls back once after `ms`; returns the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Calls back at once, or when the document is next seen. */
  readonly whenVisible: (callback: () => void) => void
  /** Shows the code that the user compares; returns the function that hides it. */
  readonly showCode: (code: string) => () => void
  /** For what the user should know and no promise can carry. */
  readonly warn: (message: string) => void
}

/** The document's place among its ancestors, for `hello`. */
export interface FramePlace {
  /** Not same-origin with all its ancestors. */
  readonly crossOrigin: boolean
  /** Only where `crossOrigin` is true and the browser tells it. */
  readonly topOrigin?: string
}

/** The document, as far as the order of a ceremony depends on it. */
export interface CeremonyDocument {
  readonly crossOrigin: boolean
  /** Serialised; `null` as text when opaque. */
  readonly origin: string
  /** Whether the Permissions Policy lets it. */
  readonly allows: (feature: string) => boolean
  /** Transient activation; true where the browser cannot say. */
  readonly isActivated: () => boolean
  readonly isPrerendering: () => boolean
  /** False once its frame has gone. */
  readonly isFullyActive: () => boolean
}
