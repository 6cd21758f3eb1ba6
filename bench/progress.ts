/** Tells how far the run is. On the other stream than the report, which a program may read. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Tells every tenth of a long work, as the work goes on. */
export function tenths(what: string, total: number): (done: number) => void {
  let told = 0
  return (done) => {
    const tenth = Math.floor((done * 10) / total)
    if (tenth > told) tell(`${what}: ${tenth * 10} %`)
    told = tenth
  }
}
