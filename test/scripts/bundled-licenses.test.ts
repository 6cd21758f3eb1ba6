import { expect, test } from 'vitest'
import { licenseDocument } from '../../scripts/bundled-licenses'
import type { BundledPackage } from '../../scripts/license-plugin'

function bundled(name: string, license = 'MIT'): BundledPackage {
  return { name, version: '1.0.0', license, licenseText: `The licence of ${name}` }
}

test('every package stands in the document with its licence, by name', () => {
  const text = licenseDocument([bundled('ws'), bundled('cbor-x', 'ISC')])
  expect(text).toContain('cbor-x 1.0.0\nLicence: ISC\n\nThe licence of cbor-x')
  expect(text.indexOf('cbor-x 1.0.0')).toBeLessThan(text.indexOf('ws 1.0.0'))
})

test('a package that is in several bundles stands there once', () => {
  const text = licenseDocument([bundled('ws'), bundled('ws')])
  expect(text.split('ws 1.0.0')).toHaveLength(2)
})

test('a package that names no licence cannot be shipped', () => {
  expect(() => licenseDocument([bundled('ws', '')])).toThrow('ws 1.0.0 names no licence')
})
