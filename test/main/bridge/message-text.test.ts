import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readMessage } from '../../../src/main/bridge/message-text'
import { hello } from '../../support/bridge-page'

describe('readMessage', () => {
  it.each([
    hello(),
    hello({ grant: 'AAAAAAAAAAAAAAAA' }),
    hello({ v: [1, 2] }),
    hello({ frame: { crossOrigin: true, topOrigin: 'https://top.test' } }),
    { t: 'auth', proof: 'A'.repeat(43) },
    { t: 'pair', id: 0, name: '' },
    { t: 'create', id: Number.MAX_SAFE_INTEGER, options: {} },
    { t: 'get', id: 1, options: { challenge: 'AA' }, mediation: 'conditional' },
    { t: 'signal', id: 1, kind: 'currentUserDetails', options: null },
    { t: 'abort', id: 7 },
  ])('accepts %j', (message) => {
    expect(readMessage(JSON.stringify(message))).toEqual({ ok: true, message })
  })

  it.each(['', 'hello', '{', '{"t":"abort","id":1,}', '\uFEFF{}', "{'t':'abort'}"])(
    'closes with 1007 on text that is not JSON: %j',
    (text) => {
      expect(readMessage(text)).toMatchObject({ ok: false, code: 1007 })
    },
  )

  it.each([
    null,
    true,
    1,
    'hello',
    [],
    [hello()],
    {},
    { t: 'unknown', id: 1 },
    { t: null },
    { t: ['hello'] },
    { t: 'welcome' },
    hello({ v: [] }),
    hello({ v: ['1'] }),
    hello({ v: 1 }),
    hello({ v: Array.from({ length: 17 }, () => 1) }),
    { ...hello(), cnonce: undefined },
    { ...hello(), cnonce: 'A'.repeat(21) },
    { ...hello(), cnonce: 'A'.repeat(23) },
    { ...hello(), cnonce: '+'.repeat(22) },
    { ...hello(), cnonce: `${'A'.repeat(22)}\n` },
    { ...hello(), grant: '' },
    { ...hello(), grant: 'A'.repeat(15) },
    { ...hello(), grant: null },
    { ...hello(), frame: undefined },
    { ...hello(), frame: { crossOrigin: 'false' } },
    { ...hello(), frame: { crossOrigin: false, extra: 1 } },
    { ...hello(), shim: 'x'.repeat(33) },
    { ...hello(), extra: 1 },
    { ...hello(), origin: 'https://bank.example' },
    { t: 'auth', proof: 'A'.repeat(42) },
    { t: 'auth', proof: 'A'.repeat(42) + '=' },
    { t: 'pair', id: 1, name: 'x'.repeat(65) },
    { t: 'create', id: -1, options: {} },
    { t: 'create', id: 1.5, options: {} },
    { t: 'create', id: '1', options: {} },
    { t: 'create', id: {}, options: {} },
    { t: 'create', id: Number.MAX_SAFE_INTEGER + 1, options: {} },
    { t: 'create', id: 1, options: {}, mediation: 5 },
    { t: 'create', id: 1 },
    { t: 'signal', id: 1, kind: 'other', options: {} },
    { t: 'abort' },
  ])('closes with 1008 on a message outside the protocol: %j', (message) => {
    expect(readMessage(JSON.stringify(message))).toMatchObject({ ok: false, code: 1008 })
  })

  it.each(['__proto__', 'constructor', 'prototype'])('closes with 1008 on a key %s', (key) => {
    const texts = [
      `{"t":"abort","id":1,"${key}":{}}`,
      `{"t":"create","id":1,"options":{"rp":{"${key}":{"polluted":true}}}}`,
    ]

    expect(texts.map(readMessage)).toMatchObject([{ code: 1008 }, { code: 1008 }])
    expect(Object.prototype).not.toHaveProperty('polluted')
  })

  it('accepts every example of a page’s message in docs/bridge-protocol.md', () => {
    const text = readFileSync(new URL('../../../docs/bridge-protocol.md', import.meta.url), 'utf8')
    const [, fromPage = ''] = /### From the page(.*)### From the bridge/s.exec(text) ?? []
    const examples = [...fromPage.matchAll(/```json\n(.*?)```/gs)].map(([, json = '']) => json)

    expect(examples).toHaveLength(8)
    for (const example of examples) expect(readMessage(example)).toMatchObject({ ok: true })
  })

  it('uses the last of duplicate keys, like JSON.parse', () => {
    expect(readMessage('{"t":"abort","id":1,"id":2}')).toMatchObject({ message: { id: 2 } })
  })

  it('accepts 12 levels and rejects 13', () => {
    expect(readMessage(nested(12)).ok).toBe(true)
    expect(readMessage(nested(13))).toMatchObject({
      code: 1008,
      reason: expect.stringContaining('nested'),
    })
  })

  it('rejects 10 000 levels without a crash', () => {
    expect(readMessage(nested(10_000))).toMatchObject({ code: 1008 })
  })

  it('accepts strings of 65 536 code units and rejects longer strings', () => {
    const withString = (length: number) =>
      JSON.stringify({ t: 'get', id: 1, options: { challenge: 'A'.repeat(length) } })
    const withKey = (length: number) =>
      JSON.stringify({ t: 'get', id: 1, options: { ['k'.repeat(length)]: 1 } })

    expect(readMessage(withString(65_536)).ok).toBe(true)
    expect(readMessage(withString(65_537))).toMatchObject({ code: 1008 })
    expect(readMessage(withKey(65_536)).ok).toBe(true)
    expect(readMessage(withKey(65_537))).toMatchObject({ code: 1008 })
  })

  it('names the wrong field, and never its value', () => {
    const proof = 'secret'.repeat(5)

    expect(readMessage(JSON.stringify({ t: 'auth', proof }))).toMatchObject({
      reason: 'a message does not follow the protocol: see "proof"',
    })
    expect(
      JSON.stringify(readMessage(JSON.stringify({ t: 'abort', id: 1, [proof]: 1 }))),
    ).not.toContain(proof)
  })
})

/** A message with `levels` levels: the message, and arrays in `options`. */
function nested(levels: number): string {
  const arrays = levels - 1
  return `{"t":"get","id":1,"options":${'['.repeat(arrays)}${']'.repeat(arrays)}}`
}
