import { afterEach, describe, expect, it, vi } from 'vitest'
import { jsonText } from '../../src/page/json-text'
import { requestText } from '../../src/page/connection/request-text'

const values = [
  null,
  true,
  -1.5,
  'text "quoted"\n\u2028\ud800',
  [],
  {},
  [1, [2, { a: [] }], undefined],
  { a: undefined, b: null, 'key "quoted"': { c: ['d'] } },
]

it.each(values)('writes %j as JSON.stringify does', (value) => {
  expect(jsonText(value)).toBe(JSON.stringify(value))
})

it('shows each string and key to its check', () => {
  const seen: string[] = []

  jsonText({ a: ['b', { c: 'd' }] }, (text) => void seen.push(text))

  expect(seen.sort()).toEqual(['a', 'b', 'c', 'd'])
})

describe('with toJSON on a prototype, as old frameworks put it', () => {
  const prototypes = [Array.prototype, Object.prototype, String.prototype, Number.prototype]
  afterEach(() => {
    for (const prototype of prototypes) Reflect.deleteProperty(prototype, 'toJSON')
  })

  it.each(prototypes)('%# has no effect', (prototype) => {
    const toJSON = vi.fn(() => 'replaced')
    Object.defineProperty(prototype, 'toJSON', { value: toJSON, configurable: true })

    const text = requestText({ t: 'get', id: 1, options: { hints: ['hybrid'], rpId: 'a' } })

    expect(text).toBe('{"t":"get","id":1,"options":{"hints":["hybrid"],"rpId":"a"}}')
    expect(toJSON).not.toHaveBeenCalled()
  })
})
