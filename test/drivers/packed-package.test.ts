/** The packed package as its users' tools see it: the manifest, and the types under each module resolution. */
import { readFileSync } from 'node:fs'
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inProject } from '../../scripts/project-paths'
import { removeTemporaryFolders } from '../support/app'
import { packedPackage, PackedProject } from '../support/packed-project'

/** The package has only ES modules, which CommonJS can `require` from Node 20.19 on. */
const ONLY_MODULES = 'CJSResolvesToESM'
/** How Node resolved modules before version 12, which had no `exports`. */
const NODE_10 = 'node10'

it('publint finds no fault', async () => {
  const tarball = new Uint8Array(readFileSync(packedPackage())).buffer
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true })

  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])
})

it('its types are right for Node and for bundlers', async () => {
  const tarball = new Uint8Array(readFileSync(packedPackage()))
  const checked = await checkPackage(createPackageFromTarballData(tarball))

  expect(checked.types).not.toBe(false)
  expect(checked.types === false ? [] : checked.problems.filter(isFault)).toEqual([])
})

function isFault(problem: Problem): boolean {
  return !(
    problem.kind === ONLY_MODULES ||
    ('resolutionKind' in problem && problem.resolutionKind === NODE_10)
  )
}

describe('a test in TypeScript', () => {
  let project: PackedProject

  beforeAll(async () => {
    project = await PackedProject.install('test/drivers/types')
  })

  afterAll(removeTemporaryFolders)

  it.each([
    ['node16', 'node16', 'typescript-native'],
    ['nodenext', 'nodenext', 'typescript-native'],
    ['bundler', 'esnext', 'typescript-native'],
    ['nodenext', 'nodenext', 'typescript'],
  ])(
    'compiles, strictly and with the libraries checked: %s, %s, %s',
    async (moduleResolution, module, compiler) => {
      const { status, output } = await project.run(process.execPath, [
        inProject('node_modules', compiler, 'bin', 'tsc'),
        ...['--noEmit', '--strict', '--noUncheckedIndexedAccess'],
        ...['--target', 'es2022', '--lib', 'es2023,dom', '--types', 'node'],
        ...['--moduleResolution', moduleResolution, '--module', module],
        'package-types.ts',
      ])

      expect(output).toBe('')
      expect(status).toBe(0)
    },
  )
})
