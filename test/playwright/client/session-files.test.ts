import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { writeSessionFile } from '../../../playwright/client/session-files'
import { clientSessionForEachTest } from '../../support/client-session'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

const session = clientSessionForEachTest()
afterEach(removeTemporaryFolders)

it('keeps a state readable only by its user, even if it replaces a file of another mode', () => {
  const path = join(temporaryFolder(), 'ana.json')
  writeFileSync(path, '{}', { mode: 0o644 })
  writeSessionFile(path, { version: 1 })

  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1 })
  expect(readdirSync(dirname(path))).toEqual(['ana.json'])
})

describe('a file that a session takes', () => {
  it.each([
    ['cannot be read as a snapshot, because there is no such file. Check the path.', undefined],
    ['cannot be read as a snapshot, because it is not JSON. Check the path.', 'passkeys'],
    ['is not a snapshot: it holds no JSON object. Check the path.', '5'],
    ['is not a snapshot: it holds no JSON object. Check the path.', '[]'],
    [': this is no snapshot of Latchkey. A snapshot is what state() writes', '{"version":"1.2.3"}'],
    [
      ': the snapshot has the version 2, and this Latchkey reads version 1.',
      '{"version":2,"passkeys":[]}',
    ],
    [': authenticators is missing', '{"version":1,"passkeys":[]}'],
  ])('is not taken when %s', async (why, text) => {
    const path = join(temporaryFolder(), 'state.json')
    if (text !== undefined) writeFileSync(path, text)

    await expect(session.passkeys.restore(path)).rejects.toThrow(why)
    await expect(session.passkeys.restore(path)).rejects.toThrow(path)
  })

  it('is refused by its name when it is no case or no profile', async () => {
    const path = join(temporaryFolder(), 'package.json')
    writeFileSync(path, '{"name":"shop","version":"1.2.3"}')

    await expect(session.passkeys.replay(path)).rejects.toThrow(
      `${path}: The file is no case file of Latchkey: it does not say so in “format”. A case file is what saveCase()`,
    )
    await expect(session.passkeys.loadProfile(path)).rejects.toThrow(
      /package\.json: the profile cannot be loaded: .*A profile is what latchkey record-provider makes: docs\/providers\.md/,
    )
  })
})
