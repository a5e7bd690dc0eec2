/** The library sometimes wraps its own words: `Code: 1. DB::Exception: Code: 1. … (X) (version V). (X)`. */
const wrapped =
  /^Code: (\d+)\. DB::Exception: (Code: \1\. DB::Exception: .*\(([A-Z_]+)\)) \(version [^)]*\)\. \(\3\)$/s;
const onceOnly = (text: string): string => wrapped.exec(text)?.[2] ?? text;

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
    const reason = cause instanceof Error ? String(Reflect.get(cause, "code") ?? "") : "";
    if (/^(Z_|ZSTD_|ERR_ZSTD|ERR__ERROR|ERR_BROTLI)/.test(reason))
      return EngineError.make(271, `the body cannot be decompressed: ${text}`, "CANNOT_DECOMPRESS");
    if (code === null) return EngineError.make(1002, text, "UNKNOWN_EXCEPTION");
    return new EngineError(Number(code[1]), onceOnly(text.slice(code.index)));
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

/** Codes by status, as in ClickHouse's `exceptionCodeToHTTPStatus.cpp`; all others are 500. */
const codes: Readonly<Record<string, ReadonlyArray<number>>> = {
  400: [
    6, 8, 15, 25, 26, 27, 36, 37, 38, 41, 44, 53, 62, 72, 117, 123, 167, 168, 223, 321, 376, 427, 441, 675,
    676,
  ],
  401: [194],
  403: [192, 193, 497, 512, 516],
  404: [46, 47, 50, 56, 60, 63, 73, 78, 81, 115, 152, 336, 511],
  408: [159],
  411: [381],
  413: [229],
  415: [779],
  501: [48],
  503: [76, 209, 439],
};

const statuses: ReadonlyMap<number, number> = new Map(
  Object.entries(codes).flatMap(([status, list]) => list.map((code) => [code, Number(status)] as const)),
);

/** The HTTP status ClickHouse's server answers with for an exception's code. */
export const httpStatus = (code: number): number => statuses.get(code) ?? 500;
