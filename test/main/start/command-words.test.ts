import { expect, it } from 'vitest'
import { commandWords } from '../../../src/main/start/command-words'

it.each<[string[], boolean, string[] | undefined]>([
  [['passkeys', 'list', '--json'], true, ['passkeys', 'list', '--json']],
  [['/the/app', 'passkeys', 'list'], false, ['passkeys', 'list']],
  [['--no-sandbox', '/the/app', 'doctor'], false, ['doctor']],
  [['--data', 'passkeys', 'doctor'], true, ['doctor']],
  [['--data=passkeys'], true, undefined],
  [['--ozone-platform=headless', '.', '--keychain-service=x', 'help'], false, ['help']],
  [['--help'], true, ['--help']],
  [['.', '--version'], false, ['--version']],
  [['--version', '.'], false, undefined],
  [[], true, undefined],
  [['.'], false, undefined],
  [['https://example.org', 'passkeys'], true, undefined],
  [['--automation', '--port', '0'], true, undefined],
])('%j, packaged %s', (args, isPackaged, words) => {
  expect(commandWords(args, isPackaged)).toEqual(words)
})
