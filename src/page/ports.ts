/** The browser functions that the page's script needs. Ports, so that tests run without a browser. */

export interface SocketHandlers {
  readonly opened: () => void
  /** Called for text messages only. */
  readonly received: (text: string) => void
  /** Called once, even if the socket never opened. */
  readonly closed: (code: number, reason: string) => void
}

export interface Socket {
  send(text: string): void
  close(): void
}

export interface ConnectionPorts {
  readonly openSocket: (handlers: SocketHandlers) => Socket
  readonly randomBytes: (length: number) => Uint8Array
  /** HMAC-SHA-256 with this key. The browser imports the key at once. */
  readonly hmac: (key: Uint8Array<ArrayBuffer>) => (text: string) => Promise<Uint8Array>
  /** Calls back once after `ms`; returns the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Calls back at once, or when the document becomes visible. */
  readonly whenVisible: (callback: () => void) => void
  /** Warns the user of what no promise can report. */
  readonly warn: (message: string) => void
}

/** The document's place among its ancestors, for `hello`. */
export interface FramePlace {
  /** Not same-origin with all its ancestors. */
  readonly crossOrigin: boolean
  /** Present when `crossOrigin` is true and the browser reveals the origin. */
  readonly topOrigin?: string
}

/** What a ceremony must know about the document. */
export interface CeremonyDocument {
  readonly crossOrigin: boolean
  /** Serialised; `null` as text when opaque. */
  readonly origin: string
  /** Whether it was opened as a file. */
  readonly isFile: () => boolean
  /** Whether the Permissions Policy allows the feature. */
  readonly allows: (feature: string) => boolean
  /** Transient activation; true when the browser does not reveal it. */
  readonly isActivated: () => boolean
  readonly isPrerendering: () => boolean
  /** The document that is now in the window, because a frame's first, empty document is replaced by the next one. */
  readonly current: () => object
  /** False after the document's frame was removed. */
  readonly isFullyActive: () => boolean
}
