/** What a server that may act is given. */
export interface Control {
  /** The settings that may be written: paths below /proc/sys; one that ends in a component `*` stands for all below. */
  sysctls: readonly string[];
  /** Told of each act in one line, done or not: who asked for what, and what became of it. */
  onAct: (line: string) => void;
}
