const { bind, call } = Function.prototype // oxlint-disable-line typescript/unbound-method -- called on each other

/**
 * A method as a function that takes its object first. A page that replaces the method, or `call`, does not change the function,
 * because a bound function looks nothing up when it is called.
 */
export const uncurried: (method: unknown) => unknown = bind.bind(call)
