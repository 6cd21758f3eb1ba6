/** Why the bridge could not be asked, and the words with which a page is told. */
import type { Realm } from './realm'

export type FailureKind =
  /** The socket never opened. */
  | 'absent'
  /** It listens, and turned the page away before the conversation began. */
  | 'refused'
  /** It speaks another version of the protocol. */
  | 'version'
  /** It could not prove that it knows the page's token. */
  | 'impostor'
  | 'locked'
  | 'unpaired'
  | 'declined'
  | 'lost'

export class BridgeFailure extends Error {
  readonly kind: FailureKind

  constructor(kind: FailureKind) {
    super(kind)
    this.kind = kind
  }
}

const explanations: Record<FailureKind, (host: string) => string> = {
  absent: (host) =>
    `Latchkey is not running at ${host}. Start it, or switch its bridge on in its window.`,
  refused: (host) => `Latchkey runs at ${host} and turned this page away. Its window says why.`,
  version: (host) =>
    `Latchkey at ${host} and this latchkey.js speak different versions of their protocol. Reload the page, or update the older one.`,
  impostor: (host) =>
    `The program at ${host} is not the Latchkey that this page was paired with. Find out what listens there, then reload the page.`,
  locked: () => 'Latchkey is locked. Unlock it in its window, then try again.',
  unpaired: () =>
    'This page is not paired with Latchkey. Call from a click or a key press, or call latchkey.pair().',
  declined: () =>
    'This page is not paired with Latchkey: the pairing was declined, or nobody answered in time.',
  lost: () =>
    'The connection to Latchkey ended before it answered. Is it still running? Try again.',
}

/**
 * An error that a page is to get: a DOMException by its name, or a TypeError. It becomes one where it
 * leaves the script (`errorOf`), since only there it is known whose realm's it must be.
 */
export class PageError extends Error {
  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/** What the page of `realm` gets. All that is not ours, such as what a getter of the page throws, stays as it is. */
export function errorOf(realm: Realm, error: unknown): unknown {
  if (!(error instanceof PageError)) return error
  const { name, message } = error
  // A frame that is gone has lost its own.
  const Exception = (realm.DOMException as typeof DOMException | undefined) ?? DOMException
  return name === 'TypeError' ? new realm.TypeError(message) : new Exception(message, name)
}

/** What a page gets for a failure. */
export function failureFor(kind: FailureKind, host: string): PageError {
  return notAllowed(explanations[kind](host))
}

export function explain(kind: FailureKind, host: string): string {
  return explanations[kind](host)
}

/** Where the browser has no `navigator.credentials` of its own. */
export function passkeysAlone(): PageError {
  return new PageError('NotSupportedError', 'Latchkey brings passkeys alone.')
}

export function notAllowed(message: string): PageError {
  return new PageError('NotAllowedError', message)
}
