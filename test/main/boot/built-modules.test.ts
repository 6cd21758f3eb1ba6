import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { BuiltModules } from '../../../src/main/boot/built-modules'
import { builtScript, codeCacheOf } from '../../../src/main/boot/built-script'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-modules-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
})

/** @returns the path. */
function written(name: string, text: string | Buffer): string {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

it('loads a module with its own modules and those of Node, each once', () => {
  written('counter.cjs', 'exports.count = 0')
  written('other.cjs', 'require("./counter.cjs").count++')
  const file = written(
    'entry.cjs',
    'const counter = require("./counter.cjs")\ncounter.count++\nrequire("./other.cjs")\nmodule.exports = { counter, sep: require("node:path").sep, here: [__filename, __dirname] }',
  )

  const loaded = new BuiltModules().load(file)

  expect(loaded).toEqual({
    counter: { count: 2 },
    sep: join('a', 'b')[1],
    here: [file, folder],
  })
})

it('gives modules that need each other what there is by then', () => {
  written('b.cjs', 'exports.early = Object.keys(require("./a.cjs"))')
  const file = written('a.cjs', 'exports.one = 1\nexports.b = require("./b.cjs")')

  expect(new BuiltModules().load(file)).toEqual({ one: 1, b: { early: ['one'] } })
})

it('names the line of the file in a stack trace', () => {
  const file = written('fails.cjs', '\nthrow new Error("here")')

  expect(() => new BuiltModules().load(file)).toThrow(
    expect.objectContaining({ stack: expect.stringContaining(`${file}:2:`) }),
  )
})

it('uses the code that V8 made of the module', () => {
  const file = written('entry.cjs', 'exports.answer = () => 42')
  const code = builtScript(file).createCachedData()
  writeFileSync(codeCacheOf(file), code)

  expect(builtScript(file, code).cachedDataRejected).toBe(false)
  expect((new BuiltModules().load(file) as { answer(): number }).answer()).toBe(42)
})

it('compiles a module whose code does not fit', () => {
  const file = written('entry.cjs', 'exports.answer = () => 42')
  const other = written('other.cjs', 'exports.answer = () => { return 1 + 1 }')
  const code = builtScript(other).createCachedData()
  writeFileSync(codeCacheOf(file), code)

  expect(builtScript(file, code).cachedDataRejected).toBe(true)
  expect((new BuiltModules().load(file) as { answer(): number }).answer()).toBe(42)
})

it('tells code for another V8 and another processor apart', () => {
  expect(codeCacheOf('a.cjs')).toBe(`a.cjs.${process.arch}-${process.versions.v8}.cache`)
})
