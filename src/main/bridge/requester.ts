import type { PageMessage } from '../../shared/bridge-messages'
import type { Requester } from '../webauthn/client/ports'
import { isCanonicalOrigin, MAX_ORIGIN_LENGTH } from './origin'

type Frame = Extract<PageMessage, { readonly t: 'hello' }>['frame']

/**
 * Identifies the caller. The origin comes from the socket. Only the page itself can tell about its ancestor frames. A page that
 * lies about them deceives only its own relying party.
 *
 * @returns a string with the reason when the page's claim cannot be true.
 */
export function readRequester(
  origin: string,
  { crossOrigin, topOrigin }: Frame,
): Requester | string {
  if (topOrigin === undefined) return { origin, crossOrigin, topOrigin: null }
  if (!crossOrigin) return 'a page that is not cross-origin names a top origin'
  if (topOrigin.length > MAX_ORIGIN_LENGTH || !isCanonicalOrigin(topOrigin))
    return 'the top origin is not written the way browsers write origins'
  if (topOrigin === origin) return 'a cross-origin page names itself as the top origin'
  return { origin, crossOrigin, topOrigin }
}
