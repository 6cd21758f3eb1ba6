import { LINT_USAGE } from '../lint/usage'
import type { BinCommand } from './command'

/** The rules are loaded when the command runs. */
export const lintCommand: BinCommand = {
  words: LINT_USAGE,
  summary: 'say what a page does wrong in its options and signals',
  options: null,
  run: async (args, { out }) => {
    const { lintCommand: lint } = await import('../lint/lint-command')
    return lint(args, { in: process.stdin, out })
  },
}
