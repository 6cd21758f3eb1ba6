/** All arguments of `latchkey lint`, for a usage line. A separate file, because the rules are loaded when the command runs. */
export const LINT_USAGE =
  '[FILE] [--origin=ORIGIN] [--kind=KIND] [--fail-on=SEVERITY] [--except=RULE,…] [--json] | --list'
