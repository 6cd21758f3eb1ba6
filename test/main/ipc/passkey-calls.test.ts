import { describe, expect, it } from 'vitest'
import { passkeyCalls } from '../../../src/main/ipc/passkey-calls'
import { passkey } from '../../support/passkeys'
import type { PortsOptions } from '../../support/ports-options'
import { lockedVault, windowPorts } from '../../support/window-ports'

function built(options: PortsOptions = {}) {
  const { ports, asked } = windowPorts(options)
  return { asked, calls: passkeyCalls(ports.passkeys) }
}

describe('passkeys', () => {
  it('are shown without their keys', async () => {
    const { calls } = built({ passkeys: [passkey()] })
    await expect(calls.listPasskeys()).resolves.toMatchObject({
      passkeys: [{ id: 'AQID', userName: 'ada@example.org' }],
      next: null,
    })
  })

  it('of a locked vault are an empty list, not a failure', async () => {
    await expect(built({ vault: lockedVault }).calls.listPasskeys()).resolves.toEqual({
      passkeys: [],
      next: null,
    })
  })

  const id = Uint8Array.of(1, 2, 3)
  const other = Uint8Array.of(4, 5, 6)
  const names = { userName: 'ada', userDisplayName: 'Ada L.' }

  it('are renamed by their bytes', async () => {
    const { calls, asked } = built()
    await calls.renamePasskey('AQID', names)
    await calls.renamePasskey('AQID', names, { ...names, userName: 'ana' })
    expect(asked).toEqual([
      ['rename', id, names, undefined],
      ['rename', id, names, { ...names, userName: 'ana' }],
    ])
  })

  it('pass on what an undo expects', async () => {
    const { calls, asked } = built()
    await calls.restorePasskeys(['AQID'], 'left-by-user')
    await calls.showPasskeys(['AQID'], 'left-by-user')
    await calls.hidePasskeysAgain([
      { id: 'AQID', hidden: { at: 5, because: 'unknown', by: 'page' } },
    ])
    expect(asked).toEqual([
      ['restoreAll', [id], 'left-by-user'],
      ['showAll', [id], 'left-by-user'],
      ['hideAgain', [[id, { at: 5, because: 'unknown', by: 'page' }]]],
    ])
  })

  it.each([
    ['hidePasskeys', ['hideAll', [id, other], 'You hid it in Latchkey.']],
    ['deletePasskeys', ['trashAll', [id, other], 'deleted in the window']],
    ['restorePasskeys', ['restoreAll', [id, other], undefined]],
    ['showPasskeys', ['showAll', [id, other], undefined]],
  ] as const)('%s takes the bytes of all', async (method, expected) => {
    const { calls, asked } = built()
    await calls[method](['AQID', 'BAUG'])
    expect(asked).toEqual([expected])
  })

  it.each(['not base64url!', 'AQID==', 'A'])(
    '%s is not the id of a passkey, and has no effect',
    async (bad) => {
      const { calls, asked } = built()
      await expect(async () => calls.deletePasskeys(['AQID', bad])).rejects.toThrow(TypeError)
      expect(asked).toEqual([])
    },
  )
})
