import { expect, it } from 'vitest'
import { exchangeCalls } from '../../../src/main/ipc/exchange-calls'
import { passkey } from '../../support/passkeys'
import type { PortsOptions } from '../../support/ports-options'
import { windowPorts } from '../../support/window-ports'

function built(options: PortsOptions = {}) {
  const { ports, asked } = windowPorts({ passkeys: [passkey()], ...options })
  return { asked, calls: exchangeCalls(ports.exchange) }
}

it('writes a file that only the user may read, once the user has confirmed', async () => {
  const { asked, calls } = built()

  await expect(calls.exportPasskeys(['AQID'])).resolves.toBe('/home/ada/latchkey-passkeys.json')

  const [confirm, save, log, report] = asked
  expect(confirm).toMatchObject(['confirm', { what: 'export', count: 1, from: 'window' }])
  expect(save).toMatchObject(['saveFile', 'latchkey-passkeys.json', expect.any(String), 'secret'])
  const written = JSON.parse(String(save?.[2])) as unknown[]
  expect(written).toMatchObject([{ credentialId: 'AQID', privateKey: 'CQkJ' }])
  expect(log).toEqual(['log', 'exported 1 passkeys with their private keys'])
  expect(report).toMatchObject([
    'report',
    { kind: 'export', reason: expect.stringMatching(/^You exported the passkey/) },
  ])
})

it('opens no key and writes no file when the user denies', async () => {
  const { asked, calls } = built({ denied: true })

  await expect(calls.exportPasskeys(['AQID'])).resolves.toBeNull()

  expect(asked.map(([name]) => name)).toEqual(['confirm'])
})

it('asks nothing if one of the passkeys is not kept', async () => {
  const { asked, calls } = built()

  await expect(calls.exportPasskeys(['AQID', 'BAUG'])).rejects.toThrow('no longer exists')

  expect(asked).toEqual([])
})
