import { expect, it } from 'vitest'
import { faultCalls } from '../../../src/main/ipc/fault-calls'
import { windowPorts } from '../../support/window-ports'

it('arms a fault, and disarms it', async () => {
  const { ports, faults, asked } = windowPorts()
  const calls = faultCalls(ports.faults)

  await calls.armFault('uv-not-set', 2, null)
  expect(faults.list()).toEqual([{ id: 'uv-not-set', left: 2, origin: null }])

  await calls.armFault('uv-not-set', 1, 'https://example.org')
  expect(faults.list().at(-1)).toEqual({
    id: 'uv-not-set',
    left: 1,
    origin: 'https://example.org',
  })

  expect(await calls.disarmFault('uv-not-set', 'https://example.org')).toBe(true)
  expect(await calls.disarmFault('uv-not-set', 'https://example.org')).toBe(false)
  expect(faults.list()).toEqual([{ id: 'uv-not-set', left: 2, origin: null }])

  await calls.disarmFaults()
  expect(faults.list()).toEqual([])
  expect(asked).toEqual([
    ['log', 'armed the fault uv-not-set for 2 answers to every page'],
    ['log', 'armed the fault uv-not-set for 1 answers to https://example.org'],
    ['log', 'disarmed the fault uv-not-set for https://example.org'],
    ['log', 'disarmed all faults'],
  ])
})

it('takes the authenticator offline, and brings it back', async () => {
  const { ports, asked } = windowPorts()
  const calls = faultCalls(ports.faults)
  const isOffline = () => ports.app.state().isOffline

  await calls.setOffline(true)
  expect(isOffline()).toBe(true)
  await calls.setOffline(false)

  expect(isOffline()).toBe(false)
  expect(asked).toEqual([
    ['log', 'the authenticator is offline'],
    ['log', 'the authenticator is online'],
  ])
})
