import type { Mediation } from '../convert/ceremony-options'
import { notAllowed } from '../errors'
import type { CeremonyDocument } from '../ports'

export type CeremonyKind = 'create' | 'get'

/**
 * What the document decides before anything is asked of the app (Credential Management §2.5.1 and
 * §2.5.4, WebAuthn §5.1.3 and §5.1.4), in their order.
 *
 * @throws {unknown} `signal.reason` or NotAllowedError.
 */
export function checkDocument(
  document: CeremonyDocument,
  kind: CeremonyKind,
  mediation: Mediation,
  signal: AbortSignal | undefined,
): void {
  signal?.throwIfAborted()
  if (!document.allows(`publickey-credentials-${kind}`))
    throw notAllowed(
      `The 'publickey-credentials-${kind}' feature is not enabled in this document. Permissions Policy may be used to delegate Web Authentication capabilities to cross-origin child frames.`,
    )
  if (document.origin === 'null')
    throw notAllowed(
      'Latchkey cannot serve a document of opaque origin, such as a sandboxed frame or a file.',
    )
  if (document.isPrerendering())
    throw notAllowed('A page that is being prerendered may not use passkeys.')
  if (kind === 'create') checkCreate(document, mediation)
}

function checkCreate(document: CeremonyDocument, mediation: Mediation): void {
  if (!document.crossOrigin) return
  if (mediation === 'conditional')
    throw notAllowed('A cross-origin frame may not create a passkey without asking.')
  if (!document.isActivated())
    throw notAllowed('A cross-origin frame may create a passkey only upon a click or a key press.')
}
