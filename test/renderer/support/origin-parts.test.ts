import { expect, it } from 'vitest'
import { originParts, shortHost } from '../../../src/renderer/support/origin-parts'

it.each([
  ['https://example.org', 'https://', 'example.org', ''],
  ['http://localhost:5173', 'http://', 'localhost', ':5173'],
  ['http://[::1]:47801', 'http://', '[::1]', ':47801'],
  ['app://latchkey', 'app://', 'latchkey', ''],
  ['null', '', 'null', ''],
  ['https://user@evil.example', '', 'https://user@evil.example', ''],
])('takes %s apart', (origin, scheme, host, port) => {
  expect(originParts(origin)).toEqual({ scheme, host, port })
})

it('keeps the end of a long host, since that says whose it is', () => {
  const host = shortHost(`https://${'bank.example.'.repeat(10)}evil.test`)

  expect(host).toHaveLength(48)
  expect(host).toMatch(/^….*\.evil\.test$/)
})

it('shows a host of ordinary length whole', () => {
  expect(shortHost('https://login.example.org:8443')).toBe('login.example.org')
})
