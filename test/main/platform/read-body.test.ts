import { expect, it } from 'vitest'
import { readBody } from '../../../src/main/platform/read-body'

async function* chunks(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text)
}

it('reads a body of several chunks, up to its limit', async () => {
  expect(String(await readBody(chunks('ab', 'cd'), 4))).toBe('abcd')
  expect(await readBody(chunks(), 4)).toEqual(Buffer.alloc(0))
})

it('reads a body that is too long to its end, and does not keep it', async () => {
  const body = chunks('ab', 'cd', 'e')

  expect(await readBody(body, 4)).toBeUndefined()
  expect(await body.next()).toEqual({ done: true, value: undefined })
})
