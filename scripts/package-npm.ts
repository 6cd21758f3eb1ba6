/** `npm run package:npm`: builds the npm package, `dist/latchkey-VERSION.tgz`. */
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from './build'
import { assembleNpmPackage } from './npm-package/assemble'
import { packNpmPackage } from './npm-package/pack'
import { inProject, projectFolder } from './project-paths'
import { runScript } from './run-script'

/**
 * Packs what was built last.
 *
 * @returns the path of the tarball.
 * @throws when the package would be incomplete.
 */
export async function makeNpmPackage(): Promise<string> {
  const folder = inProject('dist', 'npm')
  assembleNpmPackage(folder)
  const { file, bytes } = await packNpmPackage(folder, inProject('dist'))
  console.log(`${relative(projectFolder, file)} (${Math.round(bytes / 1000)} kB)`)
  return file
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await runScript(async () => {
    await build()
    await makeNpmPackage()
    return 0
  })
}
