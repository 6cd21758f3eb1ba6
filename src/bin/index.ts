#!/usr/bin/env node
/** The command `latchkey` of the npm package, on Node alone. */
import { textWriter } from '../main/start/text-writer'
import { electronBeside } from './electron-beside'
import { runBin } from './run-bin'

/** The build replaces this name. */
declare const __LATCHKEY_VERSION__: string

const folder = process.cwd()
process.exitCode = await runBin(process.argv.slice(2), {
  version: __LATCHKEY_VERSION__,
  out: textWriter(process.stdout),
  err: textWriter(process.stderr),
  folder,
  electron: () => electronBeside(folder),
})
