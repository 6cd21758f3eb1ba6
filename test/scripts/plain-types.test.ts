import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { plainTypes } from '../../scripts/plain-types'
import { inProject } from '../../scripts/project-paths'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'

afterEach(removeTemporaryFolders)

/** The plain types of a module. Valibot is found as in this repository. */
function plain(source: string): string {
  const folder = temporaryFolder()
  const config = { extends: inProject('tsconfig.json'), files: ['module.ts'] }
  const paths = { valibot: [inProject('node_modules', 'valibot')] }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ ...config, compilerOptions: { paths } }),
  )
  writeFileSync(join(folder, 'module.ts'), `import * as v from 'valibot'\n${source}`)
  return plainTypes(join(folder, 'module.ts'), join(folder, 'tsconfig.json'))
}

it('writes an inferred type out, with the comments of its schema', () => {
  expect(
    plain(`
      const schema = v.strictObject({
        /** One line. */
        id: v.string(),
        /**
         * Two
         * lines.
         */
        size: v.exactOptional(v.number()),
      })
      /** A thing. */
      export type Thing = Readonly<v.InferOutput<typeof schema>>`),
  ).toBe(`/** A thing. */
export interface Thing {
  /** One line. */
  readonly id: string
  /**
   * Two
   * lines.
   */
  readonly size?: number
}
`)
})

it('names a type that is exported too, also in lists and beside null', () => {
  const text = plain(`
    const part = v.strictObject({ name: v.string() })
    export type Part = Readonly<v.InferOutput<typeof part>>
    export type Kind = 'a' | 'b'
    export interface Whole {
      parts: Part[]
      maybe: v.InferOutput<typeof part> | null
      kinds: readonly Kind[]
      kind?: Kind | null
      mixed: (Part | null)[]
      isDone: boolean
      byName: Record<string, Part>
    }`)

  expect(text.slice(text.indexOf('export interface Whole'))).toBe(`export interface Whole {
  readonly parts: readonly Part[]
  readonly maybe: Part | null
  readonly kinds: readonly Kind[]
  readonly kind?: Kind | null
  readonly mixed: readonly (Part | null)[]
  readonly isDone: boolean
  readonly byName: Readonly<Record<string, Part>>
}
`)
})

it('writes a variant as a union of its members', () => {
  expect(
    plain(`
      export type Event = ({ type: 'one' } | { type: 'two'; size: number }) & { 'seq:at': number }`),
  ).toBe(`export type Event = {
  readonly type: "one"
  readonly 'seq:at': number
} | {
  readonly type: "two"
  readonly size: number
  readonly 'seq:at': number
}
`)
})

it('refuses a module whose type is not there', () => {
  expect(() => plain("export type { Missing } from './missing'")).toThrow('Missing has no type')
})
