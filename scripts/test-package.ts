/** `npm run test:package`: makes the package, installs it, starts it as an ordinary user, removes it. */
import { onDesktop } from './desktop'
import { makePackage } from './package'
import { inProject } from './project-paths'
import { runScript } from './run-script'
import { ensureSystemPackages } from './system-packages'

await runScript(async () => {
  if (process.getuid?.() !== 0) {
    throw new Error('This installs a package and makes a user, so it must be run as root.')
  }
  await ensureSystemPackages(['desktop', 'package-test'])
  const deb = await makePackage()
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs')
  const args = [vitest, 'run', '--project', 'package']
  return onDesktop(process.execPath, args, { LATCHKEY_DEB: deb })
})
