import type { PageMessage } from '../../shared/bridge-messages'
import type { Grant } from './ports'
import type { Nonces } from './proof'
import type { SessionContext } from './session-context'

/** The state of one document's connection. */
export type PageState =
  | { readonly is: 'new' | 'unpaired' | 'locked' | 'closed' }
  | { readonly is: 'challenge'; readonly grant: Grant; readonly nonces: Nonces }
  | { readonly is: 'ready'; readonly grant: Grant; readonly stopTimer: () => void }

/** Whether the greeting between page and bridge is complete. */
export function hasGreeted({ is }: PageState): boolean {
  return is !== 'new' && is !== 'challenge'
}

/** What the page may do now. */
export type PageAccess =
  | { readonly is: 'ready'; readonly grant: Grant }
  /** Has a grant if the page proved it before the vault was locked. */
  | { readonly is: 'locked'; readonly grant: Grant | null; readonly reason: string }
  | { readonly is: 'unpaired' | 'ended'; readonly grant: null; readonly reason: string }

/** Run this for each message: the grant may have expired or been revoked since the last message. */
export function accessOf(
  state: PageState,
  origin: string,
  { ports, grants }: Pick<SessionContext, 'ports' | 'grants'>,
): PageAccess {
  const grant = state.is === 'ready' ? state.grant : null
  const late = grant && grants.timeFault(grant)
  if (typeof late === 'string') return { is: 'ended', grant: null, reason: late }
  if (state.is === 'locked' || !ports.vault.isOpen())
    return { is: 'locked', grant, reason: 'the vault is locked' }
  if (!grant) return { is: 'unpaired', grant, reason: unpairedReason(state) }
  const reason = grants.fault(grant.id, origin)
  return reason === undefined ? { is: 'ready', grant } : { is: 'ended', grant: null, reason }
}

function unpairedReason({ is }: PageState): string {
  return is === 'challenge' ? 'the page has not proved its grant' : 'the page is not paired'
}

/** Why the page may not send this message in this state; undefined if it may. */
export function orderFault(
  { is }: PageState,
  message: PageMessage,
  isOpen: (id: number) => boolean,
): string | undefined {
  if (is === 'new') return message.t === 'hello' ? undefined : 'a message came before hello'
  if (message.t === 'hello') return 'hello came twice'
  if (message.t === 'auth') return is === 'challenge' ? undefined : 'auth came without a challenge'
  if (message.t === 'pair' && is === 'challenge') return 'pair came while a proof was expected'
  return message.t !== 'abort' && message.t !== 'echo' && isOpen(message.id)
    ? 'an id was used again while its request was open'
    : undefined
}
