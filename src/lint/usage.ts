/** All arguments of `latchkey lint`, for a usage line. By itself, because the rules are loaded when the command runs. */
export const LINT_USAGE =
  '[FILE] [--origin=ORIGIN] [--kind=KIND] [--fail-on=SEVERITY] [--except=RULE,…] [--json] | --list'
