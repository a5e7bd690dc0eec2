/**
 * How the chDB process ends, after `sysexits.h`. Together with every code but 0 it prints one JSON line
 * `{"error": …}` that says what is wrong and what to do.
 */
export const exitCodes = {
  /** Stopped as asked: SIGTERM, SIGINT, or its parent has gone. */
  stopped: 0,
  /** Wrong arguments, or the password file cannot be read. */
  usage: 64,
  /** The port is taken. */
  unavailable: 69,
  /** The engine could not start on this folder. */
  engine: 70,
  /** The folder cannot be made or written to. */
  notWritable: 73,
  /** Another process has this folder. */
  inUse: 75,
} as const;
