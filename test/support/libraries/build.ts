import { build } from 'vite'

/** The bundled script of a file in this folder, with its libraries in their development builds. */
export async function buildLibraries(name: 'page' | 'zone' | 'better-auth'): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    define: { 'process.env.NODE_ENV': '"development"' },
    build: {
      write: false,
      minify: false,
      lib: { entry: `test/support/libraries/${name}.ts`, formats: ['iife'], name: 'page' },
    },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error('the build gave no output')
  const { code } = output.output[0]
  return `<script>${code.replaceAll('</script', '<\\/script')}</script>`
}
