/** The order of the test files. */
import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * The end-to-end files that take longest. They run first, because a long file that starts late keeps the other desktops
 * waiting at the end. Vitest knows how long a file took only if the file ran before, and otherwise goes by the size of the
 * file.
 */
const LONGEST = ['differential', 'signals', 'page-frames', 'conditional'].map(
  (name) => `/test/e2e/${name}.test.ts`,
)

/**
 * Runs the longest files first, and the files of one environment after another, so that a process serves as many files as
 * possible: Vitest starts a new process wherever the environment changes. Otherwise, keeps Vitest's order.
 */
export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const longest = LONGEST.flatMap((name) => sorted.filter((file) => isNamed(file, name)))
    const others = sorted.filter((file) => !longest.includes(file))
    const inWindow = new Set(others.filter(({ moduleId }) => needsWindow(moduleId)))
    return [...longest, ...others.filter((file) => !inWindow.has(file)), ...inWindow]
  }
}

function isNamed({ moduleId }: TestSpecification, name: string): boolean {
  return moduleId.replaceAll('\\', '/').endsWith(name)
}

function needsWindow(file: string): boolean {
  return readFileSync(file, 'utf8').startsWith('// @vitest-environment happy-dom')
}
