import { expect, it } from 'vitest'
import { BridgePort } from '../../../src/main/start/bridge-port'

function settings(bridgePort: number, isWritable = true) {
  const kept = { bridgePort }
  return {
    values: kept,
    change: (changed: { readonly bridgePort: number }) => {
      if (!isWritable) throw new Error('the disk is full')
      kept.bridgePort = changed.bridgePort
    },
  }
}

it('is the one that was kept, unless the command line names another', () => {
  expect(new BridgePort(settings(47_801), undefined).value).toBe(47_801)
  expect(new BridgePort(settings(47_801), 5_000).value).toBe(5_000)
})

it('is the user’s last choice, and is saved', () => {
  const kept = settings(47_801)
  const port = new BridgePort(kept, 5_000)

  port.choose(47_900)

  expect([port.value, kept.values.bridgePort]).toEqual([47_900, 47_900])
})

it('stays as it was if the choice cannot be kept', () => {
  const port = new BridgePort(settings(47_801, false), 5_000)

  expect(() => port.choose(47_900)).toThrow('the disk is full')
  expect(port.value).toBe(5_000)
})
