import { describe, expect, it } from 'vitest'
import { loadFailure } from '../../src/audit/load-config'

const nodeError = (code: string) => Object.assign(new Error('as Node says it'), { code })

describe('a configuration that Node does not load', () => {
  it.each([
    ['obj.json', 'ERR_IMPORT_ATTRIBUTE_MISSING'],
    ['image.png', 'ERR_UNKNOWN_FILE_EXTENSION'],
    ['notes', 'ERR_UNKNOWN_FILE_EXTENSION'],
  ])('is no module: %s', (path, code) => {
    expect(loadFailure(nodeError(code), path).message).toBe(
      `CONFIG must be a module in JavaScript or TypeScript, and ${path} is none. docs/audit.md shows one.`,
    )
  })

  it('needs a newer Node, when it is TypeScript', () => {
    const { message } = loadFailure(nodeError('ERR_UNKNOWN_FILE_EXTENSION'), 'site.mts')

    expect(message).toContain('does not load site.mts. For TypeScript, use Node 22.18 or newer')
  })

  it('imports what Node does not load', () => {
    const { message } = loadFailure(nodeError('ERR_IMPORT_ATTRIBUTE_MISSING'), 'site.mjs')

    expect(message).toBe('site.mjs cannot be loaded: as Node says it')
  })
})
