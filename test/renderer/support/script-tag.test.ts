import { expect, it } from 'vitest'
import { scriptTag } from '../../../src/renderer/support/script-tag'

it('names the port that the bridge listens on', () => {
  expect(scriptTag(47_803)).toBe('<script src="http://127.0.0.1:47803/latchkey.js"></script>')
})

it('names the usual port while the bridge does not listen', () => {
  expect(scriptTag(null)).toContain(':47801/')
})
