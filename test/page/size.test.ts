import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { buildPageScript } from '../support/fake-bridge'

it('the whole script is at most 24 kB, gzipped', async () => {
  const code = await buildPageScript()

  expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(24_000)
})
