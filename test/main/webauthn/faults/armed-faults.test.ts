import { expect, it, vi } from 'vitest'
import { ArmedFaults } from '../../../../src/main/webauthn/faults/armed-faults'

it('hands out faults in the order in which they were armed, as often as they were armed', () => {
  const armed = new ArmedFaults()
  armed.arm('uv-not-set', 2)
  armed.arm('rp-id-hash-wrong', 1)

  const taken = Array.from({ length: 4 }, () => armed.take('get'))
  expect(taken).toEqual(['uv-not-set', 'uv-not-set', 'rp-id-hash-wrong', null])
})

it('keeps a fault that is not about the ceremony', () => {
  const armed = new ArmedFaults()
  armed.arm('signature-flipped', 1)

  expect(armed.take('create')).toBeNull()
  expect(armed.take('get')).toBe('signature-flipped')
})

it('adds to a fault that is armed already', () => {
  const armed = new ArmedFaults()
  armed.arm('uv-not-set', 1)
  armed.arm('uv-not-set', 2)

  expect(armed.list()).toEqual([{ id: 'uv-not-set', left: 3 }])
})

it('tells of every change, until the listener is removed', () => {
  const armed = new ArmedFaults()
  const changed = vi.fn()
  const stop = armed.onChange(changed)
  armed.arm('uv-not-set', 1)
  armed.take('get')
  armed.disarm()
  expect(changed).toHaveBeenCalledTimes(2)

  stop()
  armed.arm('uv-not-set', 1)
  expect(changed).toHaveBeenCalledTimes(2)
})

it('remembers the answer before, of the same kind and relying party', () => {
  const armed = new ArmedFaults()
  const [first, second] = [{ id: 'first' }, { id: 'second' }] as never[]

  expect(armed.remember('get', 'example.org', first!)).toBeNull()
  expect(armed.remember('create', 'example.org', second!)).toBeNull()
  expect(armed.remember('get', 'example.org', second!)).toBe(first)
  expect(armed.remember('get', 'other.example', first!)).toBeNull()
})
