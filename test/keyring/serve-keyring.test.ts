import { expect, it } from 'vitest'
import { KeychainModuleError } from '../../src/keyring/keytar-keychain'
import { serveKeyring } from '../../src/keyring/serve-keyring'
import type { KeyringReply } from '../../src/shared/keyring-messages'

const SECRET = 'c2VjcmV0'

function served(set: (account: string, secret: string) => Promise<void> = async () => undefined) {
  const replies: KeyringReply[] = []
  const services: string[] = []
  let refusals = 0
  let ask: (message: unknown) => void = () => undefined
  serveKeyring(
    { onMessage: (listener) => (ask = listener), send: (reply) => void replies.push(reply) },
    (service) => {
      services.push(service)
      return {
        get: async (account) => (account === 'kept' ? SECRET : null),
        set,
        delete: async () => undefined,
        list: async () => [{ account: 'kept', secret: SECRET }],
      }
    },
    () => refusals++,
  )
  return { replies, services, ask: (message: unknown) => ask(message), refusals: () => refusals }
}

it('answers each call of a service under the number of its request', async () => {
  const { ask, replies, services } = served()
  const service = 'Latchkey Test'

  ask({ id: 1, service, call: 'get', account: 'kept' })
  ask({ id: 2, service, call: 'get', account: 'other' })
  ask({ id: 3, service, call: 'set', account: 'kept', secret: SECRET })
  ask({ id: 4, service, call: 'delete', account: 'kept' })
  ask({ id: 5, service, call: 'list' })

  await expect
    .poll(() => [...replies].sort((a, b) => a.id - b.id))
    .toEqual([
      { is: 'done', id: 1, answer: SECRET },
      { is: 'done', id: 2, answer: null },
      { is: 'done', id: 3, answer: null },
      { is: 'done', id: 4, answer: null },
      { is: 'done', id: 5, answer: [{ account: 'kept', secret: SECRET }] },
    ])
  expect(new Set(services)).toEqual(new Set([service]))
})

it('answers a later call while an earlier one waits for the user', async () => {
  const { ask, replies } = served(() => new Promise(() => undefined))
  ask({ id: 1, service: 's', call: 'set', account: 'a', secret: SECRET })
  ask({ id: 2, service: 's', call: 'get', account: 'a' })

  await expect.poll(() => replies).toEqual([{ is: 'done', id: 2, answer: null }])
})

it.each([
  [new Error('The keychain is locked'), 'call'],
  [new KeychainModuleError('No module'), 'module'],
])('says what failed: %s', async (error, of) => {
  const { ask, replies } = served(() => Promise.reject(error))
  ask({ id: 7, service: 's', call: 'set', account: 'a', secret: SECRET })

  await expect.poll(() => replies).toEqual([{ is: 'failed', id: 7, of, message: error.message }])
})

it.each([
  ['no request', SECRET],
  ['a call that does not exist', { id: 1, service: 's', call: 'read', account: SECRET }],
  ['a member too many', { id: 1, service: 's', call: 'list', secret: SECRET }],
  [
    'a secret that is no text',
    { id: 1, service: 's', call: 'set', account: 'a', secret: [SECRET] },
  ],
])('refuses %s, and does not quote it', (_, message) => {
  const { ask, replies, services, refusals } = served()

  ask(message)

  expect([refusals(), replies, services]).toEqual([1, [], []])
})
