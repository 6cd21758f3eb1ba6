/** For the Vite configurations: this file may import packages only. */
import license from 'rollup-plugin-license'
import type { Plugin } from 'vite'

/** Below the project's folder: one file a bundle. */
export const LICENSES_FOLDER = 'out/licenses'

/**
 * Notes, while a bundle is built, whose code really is in it.
 *
 * @param bundle the bundle's name
 */
export function collectLicenses(bundle: string): Plugin {
  return license({
    thirdParty: {
      output: {
        file: `${LICENSES_FOLDER}/${bundle}.json`,
        template: (dependencies) =>
          JSON.stringify(
            dependencies.map(({ name, version, license, licenseText }) => ({
              name,
              version,
              license,
              licenseText,
            })),
          ),
      },
    },
  }) as unknown as Plugin // Vite takes Rollup's plugins; its types are of its own bundler.
}
