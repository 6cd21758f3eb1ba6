/** Reports progress on the standard error, because a program may read the report on the standard output. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Reports each tenth of a long task. */
export function tenths(what: string, total: number): (done: number) => void {
  let told = 0
  return (done) => {
    const tenth = Math.floor((done * 10) / total)
    if (tenth > told) tell(`${what}: ${tenth * 10} %`)
    told = tenth
  }
}
