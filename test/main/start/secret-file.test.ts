import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { requireNewFile, writeSecretFile } from '../../../src/main/start/secret-file'

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-secret-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('a file for private keys', () => {
  it('is new, and only its user’s', () => {
    const path = join(temporaryFolder(), 'keys.json')
    requireNewFile(path)
    expect(existsSync(path)).toBe(false)
    writeSecretFile(path, 'secret')

    expect(readFileSync(path, 'utf8')).toBe('secret')
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  it('takes no other file’s place, nor that of a link that leads nowhere', () => {
    const folder = temporaryFolder()
    const [file, link] = [join(folder, 'file'), join(folder, 'link')]
    writeFileSync(file, 'mine')
    symlinkSync(join(folder, 'nowhere'), link)

    for (const path of [file, link, folder]) {
      expect(() => requireNewFile(path)).toThrow(`${path} is there already. Give another path`)
      expect(() => writeSecretFile(path, 'secret')).toThrow('is there already')
    }
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  it('needs a folder', () => {
    const folder = temporaryFolder()
    const missing = join(folder, 'missing')
    writeFileSync(join(folder, 'file'), '')

    expect(() => requireNewFile(join(missing, 'keys'))).toThrow(`There is no folder ${missing}.`)
    expect(() => requireNewFile(join(folder, 'file', 'keys'))).toThrow(
      /because (?:a part of the path is no folder|you may not write there)\./,
    )
  })

  describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
    'on another disk',
    () => {
      function disk(options: string): string {
        const folder = temporaryFolder()
        execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'latchkey-test', folder])
        onTestFinished(() => void execFileSync('umount', [folder]))
        return folder
      }

      it('needs one that can be written', () => {
        const folder = disk('ro')

        expect(() => requireNewFile(join(folder, 'keys.json'))).toThrow(
          `No file can be made in ${folder}, because the disk is read-only. Give another path.`,
        )
      })

      it('is not left half written if that is full', () => {
        const path = join(disk('size=64k'), 'keys.json')

        expect(() => writeSecretFile(path, 'x'.repeat(1_000_000))).toThrow('the disk is full')
        expect(existsSync(path)).toBe(false)
      })
    },
  )
})
