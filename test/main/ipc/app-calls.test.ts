import { expect, it } from 'vitest'
import { appCalls } from '../../../src/main/ipc/app-calls'
import { windowPorts } from '../../support/window-ports'

function built() {
  const { ports, asked } = windowPorts()
  return { asked, calls: appCalls(ports.app) }
}

it('saves what a relying party installs, and says where', async () => {
  const { calls, asked } = built()

  await expect(calls.saveAttestationFile('blob')).resolves.toBe('/home/ada/blob.txt')
  expect(asked).toEqual([['saveFile', 'blob.txt', 'the blob']])
})

it.each([
  ['retryKeychain', [], ['retry']],
  ['unlockWithPassphrase', ['open sesame'], ['unlockWithPassphrase', 'open sesame']],
  ['createWithPassphrase', ['open sesame'], ['createWithPassphrase', 'open sesame']],
  ['lockVault', [], ['lock']],
  ['startNewVault', [], ['startNew']],
  ['unlockWithRecoveryCode', ['7KQ2M'], ['unlockWithRecoveryCode', '7KQ2M']],
  ['checkKey', [], ['check']],
  ['dismissKeyNotice', [], ['dismissNotice']],
  ['showLogFile', [], ['showFile', '/data/logs/latchkey.log']],
  ['showDataFolder', [], ['openFolder', '/data']],
  ['openDemo', [], ['openDemo']],
] as const)('%s goes to the port that does it', async (name, args, expected) => {
  const { calls, asked } = built()
  await (calls[name] as (...args: readonly unknown[]) => Promise<void>)(...args)
  expect(asked).toEqual([expected])
})

it('copies the diagnostics, one a line', async () => {
  const { calls, asked } = built()
  await calls.copyDiagnostics()
  const lines = (asked[0]?.[1] as string).split('\n')
  expect(lines).toContain('logFile: /data/logs/latchkey.log')
  expect(lines).toHaveLength(7)
})
