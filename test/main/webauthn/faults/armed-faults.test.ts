import { expect, it, vi } from 'vitest'
import {
  ArmedFaults,
  MOST_ARMED,
  MOST_LEFT,
} from '../../../../src/main/webauthn/faults/armed-faults'
import { TooManyFaultsError } from '../../../../src/shared/fault'

const PAGE = 'https://example.org'
const OTHER = 'https://other.example'

it('hands out faults in the order in which they were armed, as often as they were armed', () => {
  const armed = new ArmedFaults()
  armed.arm('uv-not-set', 2, null)
  armed.arm('rp-id-hash-wrong', 1, null)

  const taken = Array.from({ length: 4 }, () => armed.take('get', PAGE))
  expect(taken).toEqual(['uv-not-set', 'uv-not-set', 'rp-id-hash-wrong', null])
})

it('keeps a fault that is not about the ceremony', () => {
  const armed = new ArmedFaults()
  armed.arm('signature-flipped', 1, null)

  expect(armed.take('create', PAGE)).toBeNull()
  expect(armed.take('get', PAGE)).toBe('signature-flipped')
})

it('keeps a fault that is armed for another page', () => {
  const armed = new ArmedFaults()
  armed.arm('uv-not-set', 1, PAGE)
  armed.arm('rp-id-hash-wrong', 1, null)

  expect(armed.take('get', OTHER)).toBe('rp-id-hash-wrong')
  expect(armed.take('get', OTHER)).toBeNull()
  expect(armed.list()).toEqual([{ id: 'uv-not-set', left: 1, origin: PAGE }])
  expect(armed.take('get', PAGE)).toBe('uv-not-set')
})

it('counts the same fault of each page separately', () => {
  const armed = new ArmedFaults()
  armed.arm('uv-not-set', 1, PAGE)
  armed.arm('uv-not-set', 1, null)
  armed.arm('uv-not-set', 1, PAGE)

  expect(armed.list()).toEqual([
    { id: 'uv-not-set', left: 2, origin: PAGE },
    { id: 'uv-not-set', left: 1, origin: null },
  ])
})

it('adds to a fault that is armed already', () => {
  const armed = new ArmedFaults()
  armed.arm('uv-not-set', 1, null)
  armed.arm('uv-not-set', 2, null)

  expect(armed.list()).toEqual([{ id: 'uv-not-set', left: 3, origin: null }])
})

it('refuses a fault more than it keeps, and still adds to those that it has', () => {
  const armed = new ArmedFaults()
  for (let i = 0; i < MOST_ARMED; i++) armed.arm('uv-not-set', 1, `https://${i}.example`)

  expect(() => armed.arm('uv-not-set', 1, PAGE)).toThrow(TooManyFaultsError)
  expect(() => armed.arm('uv-not-set', 1, PAGE)).toThrow('1000 faults are armed already.')
  expect(armed.list()).toHaveLength(MOST_ARMED)

  armed.arm('uv-not-set', 1, 'https://0.example')
  expect(armed.list()[0]?.left).toBe(2)
  armed.disarm()
  armed.arm('uv-not-set', 1, PAGE)
  expect(armed.list()).toHaveLength(1)
})

it('disarms one fault of one page, or of every page, and says whether it was armed', () => {
  const armed = new ArmedFaults()
  armed.arm('uv-not-set', 1, PAGE)
  armed.arm('uv-not-set', 1, null)
  armed.arm('rp-id-hash-wrong', 1, PAGE)
  const changed = vi.fn()
  armed.onChange(changed)

  expect(armed.disarmOne('uv-not-set', OTHER)).toBe(false)
  expect(changed).not.toHaveBeenCalled()
  expect(armed.disarmOne('uv-not-set', PAGE)).toBe(true)
  expect(changed).toHaveBeenCalledTimes(1)
  expect(armed.list()).toEqual([
    { id: 'uv-not-set', left: 1, origin: null },
    { id: 'rp-id-hash-wrong', left: 1, origin: PAGE },
  ])
})

it('refuses to change more answers than it counts', () => {
  const armed = new ArmedFaults()
  const changed = vi.fn()
  armed.arm('uv-not-set', MOST_LEFT - 1, null)
  armed.arm('uv-not-set', 1, null)
  armed.onChange(changed)

  expect(() => armed.arm('uv-not-set', 1, null)).toThrow(TooManyFaultsError)
  expect(armed.list()).toEqual([{ id: 'uv-not-set', left: MOST_LEFT, origin: null }])
  expect(changed).not.toHaveBeenCalled()
})

it('announces every change, until the listener is removed', () => {
  const armed = new ArmedFaults()
  const changed = vi.fn()
  const stop = armed.onChange(changed)
  armed.arm('uv-not-set', 1, null)
  armed.take('get', PAGE)
  armed.disarm()
  expect(changed).toHaveBeenCalledTimes(2)

  stop()
  armed.arm('uv-not-set', 1, null)
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
