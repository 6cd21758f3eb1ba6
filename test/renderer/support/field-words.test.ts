import { describe, expect, it } from 'vitest'
import {
  movedUp,
  optionText,
  readRecord,
  readTexts,
  recordText,
  valueText,
} from '../../../src/renderer/support/field-words'

describe('a record', () => {
  it.each([
    [true, { 'google.com': ['internal', 'usb'], 'a.example': ['nfc'] }],
    [false, { androidPackageName: 'org.example: beta', other: 'x' }],
  ])('is read as it is written (lists: %s)', (lists, record) => {
    expect(readRecord(recordText(record), lists)).toEqual(record)
  })

  it('keeps a line without a colon as a name, so that the main process can refuse it', () => {
    expect(readRecord('a\n\n b : c ', false)).toEqual({ a: '', b: 'c' })
    expect(readRecord('a', true)).toEqual({ a: [] })
  })
})

it('reads texts by line and by comma', () => {
  expect(readTexts(' a.example,b.example\n\n c.example ')).toEqual([
    'a.example',
    'b.example',
    'c.example',
  ])
})

it('names algorithms', () => {
  expect([optionText(-7), optionText(-65535), optionText('usb')]).toEqual([
    'ES256 (-7)',
    'COSE (-65535)',
    'usb',
  ])
})

it('says a value in one line', () => {
  const values = [null, true, [], ['usb', 'nfc'], { fixed: 7 }, 'none', 0]
  expect(values.map(valueText)).toEqual([
    'no limit',
    'on',
    'none',
    'usb, nfc',
    '{"fixed":7}',
    'none',
    '0',
  ])
})

it('moves an entry up by one', () => {
  expect(movedUp(['a', 'b', 'c'], 2)).toEqual(['a', 'c', 'b'])
})
