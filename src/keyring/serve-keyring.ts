/** Answers the main process's requests with the results of the keychain. */
import * as v from 'valibot'
import {
  KeyringRequestSchema,
  type KeyringReply,
  type KeyringRequest,
} from '../shared/keyring-messages'
import { KeychainModuleError, type KeytarKeychain } from './keytar-keychain'

/** The connection to the main process. */
export interface MainProcess {
  onMessage(listener: (message: unknown) => void): void
  send(reply: KeyringReply): void
}

/**
 * Serves requests while the process runs, each at once, so that a request that waits for the user does not block others.
 *
 * @param keychainOf returns the items of a service.
 * @param refused called when a message is not a request. It does not get the message, which may hold a key.
 */
export function serveKeyring(
  main: MainProcess,
  keychainOf: (service: string) => KeytarKeychain,
  refused: () => void,
): void {
  main.onMessage((message) => {
    const request = v.safeParse(KeyringRequestSchema, message)
    if (request.success) void reply(request.output).then((answer) => main.send(answer))
    else refused()
  })

  async function reply(request: KeyringRequest): Promise<KeyringReply> {
    const { id } = request
    try {
      return { is: 'done', id, answer: await answerOf(keychainOf(request.service), request) }
    } catch (error) {
      const of = error instanceof KeychainModuleError ? 'module' : 'call'
      return { is: 'failed', id, of, message: error instanceof Error ? error.message : '' }
    }
  }
}

async function answerOf(keychain: KeytarKeychain, request: KeyringRequest) {
  switch (request.call) {
    case 'get':
      return keychain.get(request.account)
    case 'set':
      await keychain.set(request.account, request.secret)
      return null
    case 'delete':
      await keychain.delete(request.account)
      return null
    case 'list':
      return keychain.list()
  }
}
