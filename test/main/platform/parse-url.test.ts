import { expect, it } from 'vitest'
import { parseUrl } from '../../../src/main/platform/parse-url'

it('reads a URL, absolute or relative to a base', () => {
  expect(parseUrl('https://example.org/a')?.pathname).toBe('/a')
  expect(parseUrl('/b', new URL('https://example.org/a'))?.href).toBe('https://example.org/b')
})

it.each(['', 'example.org', '/a', 'https://', 'https://a b', 'https://[::1'])(
  'is null for %j',
  (text) => {
    expect(parseUrl(text)).toBeNull()
  },
)

it('gives the same answer however often it is asked', () => {
  const answers = Array.from({ length: 20_000 }, () => parseUrl('https://bücher.example'))

  expect(answers.filter((url) => url?.hostname !== 'xn--bcher-kva.example')).toEqual([])
})
