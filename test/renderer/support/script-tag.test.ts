import { expect, it } from 'vitest'
import { pinnedScriptTag, scriptTag } from '../../../src/renderer/support/script-tag'

it('names the port that the bridge listens on', () => {
  expect(scriptTag(47_803)).toBe('<script src="http://127.0.0.1:47803/latchkey.js"></script>')
})

it('names the usual port while the bridge does not listen', () => {
  expect(scriptTag(null)).toContain(':47801/')
})

it('makes the browser check the script, if asked', () => {
  expect(pinnedScriptTag(47_803, 'sha384-AAAA')).toBe(
    '<script src="http://127.0.0.1:47803/latchkey.js" integrity="sha384-AAAA" crossorigin></script>',
  )
})
