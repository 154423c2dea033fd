/** Why a command cannot be done, in one line for the terminal. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** The exit status: 2 if the command line is wrong, 1 for anything else. */
  readonly status: 1 | 2;

  constructor(status: 1 | 2, message: string) {
    super(message);
    this.status = status;
  }
}
