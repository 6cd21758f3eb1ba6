import { byteLengthOf } from '../../shared/base64url'
import type { PageMessage } from '../../shared/bridge-messages'
import { fitsUserHandle } from '../../shared/user-handle'
import type { ClientBehaviour } from '../client-behaviour'
import type { Mediation } from '../convert/ceremony-options'
import { throwIfAborted } from '../events'
import { notAllowed, PageError } from '../errors'
import type { CeremonyDocument } from '../ports'

export type CeremonyKind = 'create' | 'get'

/** The page's `uiMode`, in the form of the bridge. */
export type AskedUi = Extract<PageMessage, { readonly ui?: unknown }>['ui']

/** The part of a page's request that the document checks. */
export type AskedCeremony = {
  readonly mediation: Mediation
  readonly signal: AbortSignal | undefined
} & (
  | { readonly kind: 'get'; readonly ui: AskedUi }
  /** `userId` is base64url. */
  | { readonly kind: 'create'; readonly userId: string; readonly ui: undefined }
)

/**
 * Checks what the document decides before the app is asked, in the order of the specifications (Credential Management §2.5.1
 * and §2.5.4, WebAuthn §5.1.3 and §5.1.4).
 *
 * @throws {unknown} InvalidStateError, `signal.reason`, NotAllowedError, SecurityError or TypeError.
 */
export function checkDocument(document: CeremonyDocument, asked: AskedCeremony): void {
  const { kind, signal } = asked
  if (!document.isFullyActive()) throw new PageError('InvalidStateError', 'This document is gone.')
  throwIfAborted(signal)
  if (!document.allows(`publickey-credentials-${kind}`))
    throw notAllowed(
      `The 'publickey-credentials-${kind}' feature is not enabled in this document, by its Permissions Policy. A frame needs it in its allow attribute.`,
    )
  if (asked.kind === 'create') checkCreate(document, asked.mediation, asked.userId)
  // The specification leaves the origin of a file to the browser. Chromium and Firefox throw this.
  if (document.isFile())
    throw new PageError(
      'SecurityError',
      'A file has no origin that passkeys could belong to. Open the page from http://localhost instead.',
    )
  if (document.origin === 'null')
    throw notAllowed(
      'A document with an opaque origin, such as a sandboxed frame, may not use passkeys.',
    )
  if (document.isPrerendering()) throw notAllowed('A prerendered page may not use passkeys.')
}

/** @throws {PageError} NotSupportedError, for a mediation that the client does not support. */
export function checkMediation(client: ClientBehaviour, { kind, mediation }: AskedCeremony): void {
  const isWithout =
    mediation === 'silent'
      ? (kind === 'get' ? client.silentGet : client.silentCreate) === 'unsupported'
      : mediation === 'conditional' && kind === 'create' && !client.upgrades
  if (isWithout)
    throw new PageError('NotSupportedError', `This client has no ${mediation} ${kind}().`)
}

/** §5.1.3 steps 2 and 5, which precede the check of the origin. */
function checkCreate(document: CeremonyDocument, mediation: Mediation, userId: string): void {
  if (document.crossOrigin && (mediation === 'conditional' || !document.isActivated()))
    throw notAllowed(
      'A cross-origin frame may create a passkey only upon a click or a key press, never conditionally.',
    )
  if (!fitsUserHandle(byteLengthOf(userId)))
    throw new PageError('TypeError', 'user.id is not 1 to 64 bytes.')
}
