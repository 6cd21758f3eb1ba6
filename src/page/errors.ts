/** Why the bridge could not be reached, and the message for the page. */
import { bare } from './bare'
import { Error, symbolFor } from './builtins'
import type { Realm } from './realm'

export type FailureKind =
  /** The socket never opened. */
  | 'absent'
  /** The bridge listens, but refused the page before the conversation began. */
  | 'refused'
  /** The page's Content-Security-Policy forbids the socket. */
  | 'forbidden'
  /** The bridge speaks another version of the protocol. */
  | 'version'
  /** The other side could not prove that it knows the page's token. */
  | 'impostor'
  | 'locked'
  | 'unpaired'
  | 'declined'
  /** The page belongs to an automation session that Latchkey does not know. */
  | 'sessionEnded'
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
  refused: (host) =>
    `Latchkey at ${host} refused this page. Activity in Latchkey’s window says why.`,
  forbidden: (host) =>
    `This page's Content-Security-Policy does not let the page reach Latchkey or check whether Latchkey runs. Add ws://${host} and http://${host} to its connect-src while you test.`,
  version: (host) =>
    `Latchkey at ${host} and this latchkey.js speak different versions of their protocol. Reload the page, or update the older one.`,
  impostor: (host) =>
    `The program at ${host} is not the Latchkey that this page was paired with. Find out what listens there, then reload the page.`,
  locked: () => 'Latchkey is locked. Unlock it in its window, then try again.',
  unpaired: () =>
    'This page is not paired with Latchkey. Call from a click or a key press, or call latchkey.pair().',
  declined: () =>
    'This page is not paired with Latchkey: the user declined the pairing or did not answer in time. Try again, and allow the page in Latchkey’s window.',
  sessionEnded: (host) =>
    `Latchkey at ${host} does not know the automation session of this page: the session has ended. Open the page in a new session.`,
  lost: () =>
    'The connection to Latchkey ended before Latchkey answered. Check that Latchkey is running, then try again.',
}

const ENDED = 'this page’s session has ended, or Latchkey has'
/** A test reads the record, because automation has no window. */
const explanationsInSession = bare<Partial<typeof explanations>>({
  absent: (host) => `Latchkey does not answer at ${host}: ${ENDED}.`,
  refused: (host) =>
    `Latchkey runs at ${host} and turned this page away. The session’s record says why: read it with ` +
    'passkeys.activity(), or GET …/latchkey/activity.',
  // The port differs from run to run.
  forbidden: () =>
    "This page's Content-Security-Policy does not let the page reach Latchkey. In Playwright, use the option " +
    'bypassCSP: true. Elsewhere, add ws://127.0.0.1:* and http://127.0.0.1:* to the connect-src while you test.',
  unpaired: () => `Latchkey does not know this page: ${ENDED}.`,
  lost: () => `The connection to Latchkey ended before it answered: ${ENDED}.`,
})
let isInSession = false

/** For the script of an automation session: from now on, messages address the author of a test. */
export function explainToTests(): void {
  isInSession = true
}

/** Marks our errors, even those of another window's script, which has its own class. */
const PAGE_ERROR = symbolFor('latchkey.error')

/**
 * An error for the page: a DOMException with this name, or a TypeError. `errorOf` creates the real error at the exit of the
 * script, because only that code knows the realm.
 */
export class PageError extends Error {
  // An own property, because a page may have frozen the prototype of errors.
  override readonly name: string
  readonly [PAGE_ERROR] = true

  constructor(name: string, message: string) {
    super(message)
    this.name = name
  }
}

/** The error classes of a realm. Taken early, because a page may replace them, and a removed frame loses them. */
export type ErrorRealm = Pick<Realm, 'DOMException' | 'TypeError'>

export function errorRealm({ DOMException, TypeError }: Realm): ErrorRealm {
  return { DOMException, TypeError }
}

/** The error that the page of `realm` gets. Errors that are not ours, such as those of a page's getter, stay unchanged. */
export function errorOf(realm: ErrorRealm, error: unknown): unknown {
  if (!isPageError(error)) return error
  const { name, message } = error
  return name === 'TypeError' ? new realm.TypeError(message) : new realm.DOMException(message, name)
}

function isPageError(error: unknown): error is PageError {
  try {
    return typeof error === 'object' && error !== null && PAGE_ERROR in error
  } catch {
    // The page may abort with any object, such as a window of another origin.
    return false
  }
}

/** The error that the page gets for a failure. */
export function failureFor(kind: FailureKind, host: string): PageError {
  return notAllowed(explain(kind, host))
}

export function explain(kind: FailureKind, host: string): string {
  const inSession = isInSession ? explanationsInSession[kind] : undefined
  return (inSession ?? explanations[kind])(host)
}

/** For browsers without `navigator.credentials`. */
export function onlyPasskeys(): PageError {
  return new PageError('NotSupportedError', 'Latchkey supports only passkeys.')
}

export function notAllowed(message: string): PageError {
  return new PageError('NotAllowedError', message)
}
