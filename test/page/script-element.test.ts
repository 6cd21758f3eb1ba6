import { expect, it } from 'vitest'
import { readScriptElement } from '../../src/page/script-element'

const PAGE = 'http://localhost:5173'
const read = (src: string, dataset: DOMStringMap = {}) => readScriptElement({ src, dataset }, PAGE)

it.each([
  'http://127.0.0.1:47803/latchkey.js',
  'http://localhost:47803/latchkey.js',
  'http://[::1]:47803/latchkey.js',
])('finds the bridge where the script came from: %s', (src) => {
  expect(read(src).host).toBe(new URL(src).host)
})

it.each([
  ['the page’s own server', `${PAGE}/vendor/latchkey.js`],
  ['another machine', 'https://cdn.example/latchkey.js'],
  ['no address', ''],
])('looks at the usual port when the script came from %s', (_where, src) => {
  expect(read(src).host).toBe('127.0.0.1:47801')
})

it.each(['127.0.0.1:47805', 'http://127.0.0.1:47805', 'ws://127.0.0.1:47805/v1/ws'])(
  'takes the bridge that data-bridge names: %s',
  (bridge) => {
    expect(read(`${PAGE}/latchkey.js`, { bridge }).host).toBe('127.0.0.1:47805')
  },
)

it.each(['evil.example:47801', '127.0.0.1.evil.example:1', '192.168.0.1:47801', '::', ''])(
  'never speaks to another machine: %s',
  (bridge) => {
    expect(read('http://127.0.0.1:47803/latchkey.js', { bridge }).host).toBe('127.0.0.1:47801')
  },
)

it('refuses without the app, unless the page wants the browser’s own', () => {
  expect(read('').whenAbsent).toBe('refuse')
  expect(read('', { whenAbsent: 'native' }).whenAbsent).toBe('native')
  expect(read('', { whenAbsent: 'other' }).whenAbsent).toBe('refuse')
})
