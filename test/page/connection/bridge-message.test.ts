import { expect, it } from 'vitest'
import { parseBridgeMessage } from '../../../src/page/connection/bridge-message'

it('takes a message of the bridge, whatever else a newer one says', () => {
  const message = { t: 'pair-code', id: 1, code: '482913', colour: 'blue' }

  expect(parseBridgeMessage(JSON.stringify(message))).toEqual(message)
})

it.each([
  'no JSON',
  '7',
  'null',
  '[]',
  '{}',
  '{"t":"hello"}',
  '{"t":"toString"}',
  '{"t":["result"],"id":1}',
  '{"t":"result","id":"1"}',
  '{"t":"pair-code","id":1,"code":482913}',
  '{"t":"paired","id":1,"grant":"AA"}',
  '{"t":"welcome","v":1,"state":"challenge"}',
  '{"t":"capabilities","id":1,"capabilities":null}',
  '{"t":"echo","id":"1"}',
])('refuses %s', (text) => {
  expect(parseBridgeMessage(text)).toBeUndefined()
})
