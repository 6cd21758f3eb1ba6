import { expect, it } from 'vitest'
import { exchangeCalls } from '../../../src/main/ipc/exchange-calls'
import { windowExchange } from '../../../src/main/start/window-exchange'
import { memoryHome } from '../../support/vault-home'
import { seededRandom } from '../../support/webauthn-ports'
import { START, windowPorts } from '../../support/window-ports'
import { resident } from '../../support/webdriver-session'

async function importing(text: string | undefined) {
  const vault = await memoryHome().openVault()
  const { ports } = windowPorts({
    ...(text !== undefined && { fileToOpen: { name: 'passkeys.json', text } }),
  })
  const { passkeys } = vault
  const said: string[] = []
  const calls = exchangeCalls(
    windowExchange({
      openFile: ports.exchange.openFile,
      confirm: async () => false,
      saveFile: async () => null,
      vault,
      random: seededRandom(),
      now: () => START,
      log: { info: (line) => void said.push(line) },
      report: ({ kind, reason }) => void said.push(`${kind}: ${reason}`),
    }),
  )
  return { calls, passkeys, said }
}

it('keeps the passkeys of a file, and says so in the log and in the record', async () => {
  const { calls, passkeys, said } = await importing(JSON.stringify([resident]))

  await expect(calls.importPasskeys()).resolves.toEqual([resident.credentialId])

  expect(passkeys.list().map(({ rpId }) => rpId)).toEqual([resident.rpId])
  expect(said).toEqual([
    'window: imported 1 passkeys',
    'import: You imported the passkey (without a name at example.org).',
  ])
})

it('reads the format of Playwright too', async () => {
  const { credentialId: id, rpId, privateKey, userHandle } = resident
  const { calls, passkeys } = await importing(
    JSON.stringify([{ id, rpId, privateKey, userHandle }]),
  )

  await calls.importPasskeys()

  expect(passkeys.list()).toHaveLength(1)
})

it('reads a file with a byte order mark', async () => {
  const { calls, passkeys } = await importing(`\uFEFF${JSON.stringify([resident])}`)

  await calls.importPasskeys()

  expect(passkeys.list()).toHaveLength(1)
})

it('does nothing when the user chooses no file', async () => {
  const { calls, passkeys } = await importing(undefined)

  await expect(calls.importPasskeys()).resolves.toBeNull()
  expect(passkeys.list()).toEqual([])
})

it.each([
  ['no JSON', 'passkeys.json is not JSON with a list of passkeys'],
  ['{}', 'passkeys.json is not JSON with a list of passkeys'],
  ['[{}]', 'These passkeys have no format that Latchkey reads'],
])('imports nothing from %s, and says why', async (text, why) => {
  const { calls, passkeys } = await importing(text)

  await expect(calls.importPasskeys()).rejects.toThrow(why)
  expect(passkeys.list()).toEqual([])
})

it('keeps none when one is there already', async () => {
  const { calls, passkeys } = await importing(JSON.stringify([resident]))
  await calls.importPasskeys()

  await expect(calls.importPasskeys()).rejects.toThrow(/credential 1|credentials\.0|already/)
  expect(passkeys.list()).toHaveLength(1)
})
