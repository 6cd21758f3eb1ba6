import type { PageMessage } from '../../shared/bridge-messages'
import type { Requester } from '../webauthn/client/ports'
import { isCanonicalOrigin, MAX_ORIGIN_LENGTH } from './origin'

type Frame = Extract<PageMessage, { readonly t: 'hello' }>['frame']

/**
 * Who asks. The origin is the socket's own; what stands around the page only the page itself can say. It may
 * lie about that, to its own relying party and to nobody else.
 *
 * @returns a reason when the claim cannot be true.
 */
export function readRequester(
  origin: string,
  { crossOrigin, topOrigin }: Frame,
): Requester | string {
  if (topOrigin === undefined) return { origin, crossOrigin, topOrigin: null }
  if (!crossOrigin) return 'a page that is not cross-origin names a top origin'
  if (topOrigin.length > MAX_ORIGIN_LENGTH || !isCanonicalOrigin(topOrigin))
    return 'the top origin is not written as browsers write one'
  if (topOrigin === origin) return 'a cross-origin page names itself as the top origin'
  return { origin, crossOrigin, topOrigin }
}
