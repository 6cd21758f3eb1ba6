import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { writeSessionFile } from '../../../playwright/client/session-files'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

afterEach(removeTemporaryFolders)

it('keeps a state for its user alone, also where a file of another mode was', () => {
  const path = join(temporaryFolder(), 'ana.json')
  writeFileSync(path, '{}', { mode: 0o644 })
  writeSessionFile(path, { version: 1 })

  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ version: 1 })
  expect(readdirSync(dirname(path))).toEqual(['ana.json'])
})
