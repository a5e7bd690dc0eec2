/** An error as ClickHouse words it: `Code: 60. DB::Exception: … (UNKNOWN_TABLE)`. */
export class EngineError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }

  /** From what the engine's library threw; the wording stays the engine's. */
  static of(cause: unknown): EngineError {
    if (cause instanceof EngineError) return cause;
    const text = cause instanceof Error ? cause.message : String(cause);
    const code = /Code: (\d+)\./.exec(text);
    if (code === null) return EngineError.make(1002, text, "UNKNOWN_EXCEPTION");
    return new EngineError(Number(code[1]), text.slice(code.index));
  }

  /** The same without a piece of text that the caller put into the query. */
  without(text: string): EngineError {
    return this.message.includes(text) ? new EngineError(this.code, this.message.replaceAll(text, "")) : this;
  }

  /** One of our own, worded like the engine's. */
  static make(code: number, detail: string, name: string): EngineError {
    return new EngineError(code, `Code: ${code}. DB::Exception: ${detail}. (${name})`);
  }
}

const badRequest = [6, 25, 26, 27, 36, 38, 41, 43, 44, 53, 62, 72, 117, 168, 290, 427, 441, 675, 676, 321];
const statuses = new Map<number, number>([
  ...[7, 8, 15, 44, 62, 69, 124, 167].map((code) => [code, 400] as const),
  ...badRequest.map((code) => [code, 400] as const),
  ...[46, 47, 50, 56, 60, 63, 73, 81, 115, 305, 336, 511].map((code) => [code, 404] as const),
  ...[192, 193, 497, 512, 516].map((code) => [code, 403] as const),
  [194, 401],
  [381, 411],
  [159, 408],
  [48, 501],
  [76, 503],
  [202, 503],
  [209, 503],
  [439, 503],
]);

/** The HTTP status ClickHouse's server answers with for an exception's code. */
export const httpStatus = (code: number): number => statuses.get(code) ?? 500;
