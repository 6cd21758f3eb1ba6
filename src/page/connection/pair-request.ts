import type { BridgeMessage } from '../../shared/bridge-messages'
import { awaitable } from '../awaitable'
import { bare } from '../bare'
import { slice } from '../builtins'
import { BridgeFailure, PageError } from '../errors'
import type { Conversation } from './conversation'

const MAX_NAME_LENGTH = 64

/**
 * Asks the user to pair the page, and resolves with the new grant. Automation sessions have none: their script contains its
 * grant, and omits the code for pairing.
 *
 * @throws {BridgeFailure} `declined` or `lost`, or the reason of the signal.
 */
export type PairRequest = (
  conversation: Conversation,
  signal: AbortSignal,
) => Promise<Extract<BridgeMessage, { t: 'paired' }>>

/**
 * @param pageName the page's name for itself.
 * @param showCode shows the code that the user compares. Returns the function that hides it.
 */
export function pairRequest(
  pageName: () => string,
  showCode: (code: string) => () => void,
): PairRequest {
  return async (conversation, signal) => {
    const name = slice(pageName(), 0, MAX_NAME_LENGTH)
    let hideCode: () => void = ignore
    try {
      const show = (code: string) => {
        hideCode()
        hideCode = showCode(code)
      }
      const request = bare({ t: 'pair', name } as const)
      const answer = await awaitable(conversation.request(request, signal, show))
      if (answer.t !== 'paired') throw new BridgeFailure('declined')
      return answer
    } catch (error) {
      throw error instanceof PageError && error.name === 'NotAllowedError'
        ? new BridgeFailure('declined')
        : error
    } finally {
      hideCode()
    }
  }
}

function ignore(): void {
  // No code was shown yet.
}
