/**
 * The first code of the app's main process. It loads all other code of the process with what V8 compiled when the app was built
 * (docs/decisions/0015-code-cache.md).
 */
import { join } from 'node:path'
import { BuiltModules } from './built-modules'

new BuiltModules().load(join(__dirname, 'index.cjs'))
