import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inProject } from '../../scripts/project-paths'

interface Locked {
  readonly name?: string
  readonly hasInstallScript?: boolean
  readonly os?: readonly string[]
}

const read = (file: string) => JSON.parse(readFileSync(inProject(file), 'utf8')) as object

it('every install script is allowed by name, so that npm warns of none and a later npm skips none', () => {
  const { packages } = read('package-lock.json') as { packages: Readonly<Record<string, Locked>> }
  const { allowScripts } = read('package.json') as { allowScripts: Readonly<Record<string, true>> }
  const scripted = Object.entries(packages)
    .filter(([, { hasInstallScript, os }]) => hasInstallScript === true && os === undefined)
    .map(([path, { name }]) => name ?? path.slice(path.lastIndexOf('node_modules/') + 13))

  expect(Object.keys(allowScripts).toSorted()).toEqual([...new Set(scripted)].toSorted())
})
