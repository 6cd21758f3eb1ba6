/** A command receives a long list in parts, and prints it as one list. */
import { expect, it } from 'vitest'
import { allPasskeys } from '../../src/cli/select-passkeys'
import { commandApp } from '../support/command-app'
import { keptPasskey, PRIVATE_KEY } from '../support/kept-passkey'

it('has every passkey once, in its order, and no part of more than a thousand', async () => {
  const { vault, calls } = await commandApp()
  const passkeys = Array.from({ length: 2_500 }, () => keptPasskey())
  await vault.passkeys.addAll(
    passkeys.map((passkey) => ({ passkey, privateKey: PRIVATE_KEY, secrets: {} })),
  )
  const api = calls()
  const sizes: number[] = []

  const all = await allPasskeys({
    listPasskeys: async (from) => {
      const part = await api.listPasskeys(from)
      sizes.push(part.passkeys.length)
      return part
    },
  })

  expect(sizes).toEqual([100, 1000, 1000, 400])
  const ids = passkeys.map(({ credentialId }) => Buffer.from(credentialId).toString('base64url'))
  expect(all.map(({ id }) => id)).toEqual(ids)
})
