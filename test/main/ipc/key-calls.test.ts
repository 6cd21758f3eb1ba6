import { expect, it } from 'vitest'
import { keyCalls } from '../../../src/main/ipc/key-calls'
import { windowPorts } from '../../support/window-ports'

function built() {
  const { ports, asked } = windowPorts()
  return { asked, calls: keyCalls(ports.keys) }
}

it.each([
  ['makeRecoveryCode', ['correct horse']],
  ['keepRecoveryCode', ['BBBBB']],
  ['cancelRecoveryCode', []],
  ['removeRecoveryCode', ['correct horse']],
  ['setPassphrase', ['battery staple', 'correct horse']],
  ['useKeychain', ['correct horse']],
  ['renewKey', ['correct horse']],
] as const)('%s goes to the port that does it', async (name, args) => {
  const { calls, asked } = built()
  await (calls[name] as (...args: readonly unknown[]) => Promise<unknown>)(...args)
  expect(asked).toEqual([[name, ...args]])
})

it('answers with the code where it is made, and nowhere else', async () => {
  const { calls } = built()
  await expect(calls.makeRecoveryCode()).resolves.toBe('AAAAA-BBBBB')
  await expect(calls.keepRecoveryCode('BBBBB')).resolves.toBeUndefined()
})

it('saves the code where only the user can read it, and says where', async () => {
  const { calls, asked } = built()

  await expect(calls.saveRecoveryCode()).resolves.toBe('/home/ada/latchkey-recovery-code.txt')

  const text = expect.stringContaining('AAAAA-BBBBB')
  expect(asked).toEqual([['saveFile', 'latchkey-recovery-code.txt', text, 'secret']])
})
