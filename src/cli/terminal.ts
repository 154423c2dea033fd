/** What a command has of the terminal that it runs in. */
export interface Terminal {
  /** Somebody looks at stdout: it is no file, and no other program reads it. */
  isScreen: boolean;
  /** A line for stdout. */
  print: (line: string) => void;
  /** A line for stderr: what whoever runs it should know. */
  warn: (line: string) => void;
  /** What went wrong in procql itself, for stderr. */
  complain: (fault: unknown) => void;
  /** From now on SIGINT and SIGTERM do not end the process, but resolve this. A second one does end it. */
  stop: () => Promise<void>;
}
