/** The order of the test files. */
import { readFileSync } from 'node:fs'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Runs the files of one environment after another, so that a process serves as many files as possible: Vitest starts a
 * new process wherever the environment changes. Otherwise, keeps Vitest's order, which is the slowest first.
 */
export class NodeFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const inWindow = new Set(sorted.filter(({ moduleId }) => needsWindow(moduleId)))
    return [...sorted.filter((file) => !inWindow.has(file)), ...inWindow]
  }
}

function needsWindow(file: string): boolean {
  return readFileSync(file, 'utf8').startsWith('// @vitest-environment happy-dom')
}
