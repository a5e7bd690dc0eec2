import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import { parseDate } from "@rapport/directory/firmFlags";

export interface Place {
  readonly file: string;
  /** From 1, the header's is 1. */
  readonly line: number;
}

/** Why a row, or a file, was not taken; `column` null where it is no single one. */
export interface Problem extends Place {
  readonly column: string | null;
  readonly reason: string;
}

const longest = 200;

/**
 * One row of a file of the directory. Readers give null for an empty or missing cell, and for one that is wrong;
 * the latter is kept in `problems`, and a row with problems is refused whole.
 */
export class Row implements Place {
  readonly file: string;
  readonly line: number;
  readonly problems: Array<Problem> = [];
  readonly #cells: ReadonlyMap<string, string>;

  constructor(at: Place, cells: ReadonlyMap<string, string>) {
    this.file = at.file;
    this.line = at.line;
    this.#cells = cells;
  }

  refuse(column: string | null, reason: string): null {
    this.problems.push({ file: this.file, line: this.line, column, reason });
    return null;
  }

  #raw(column: string): string | null {
    // Exports put an apostrophe before what a spreadsheet would run as a formula.
    const text = (this.#cells.get(column) ?? "").trim().replace(/^'(?=\s*[=+\-@\t\r＝＋－＠])/u, "");
    if (text === "") return null;
    if (text.includes("\ufffd"))
      return this.refuse(column, `"${text}" is not UTF-8. Save the file as CSV UTF-8.`);
    return text;
  }

  /** The trimmed text, at most 200 characters. */
  text(column: string): string | null {
    const text = this.#raw(column);
    if (text === null || text.length <= longest) return text;
    return this.refuse(column, `It has ${text.length} characters; ${longest} are the most.`);
  }

  required(column: string): string | null {
    const before = this.problems.length;
    const text = this.text(column);
    if (text === null && this.problems.length === before) this.refuse(column, "It is empty.");
    return text;
  }

  /** Values between semicolons. */
  list(column: string): ReadonlyArray<string> {
    const parts = (this.#raw(column) ?? "").split(";").map((part) => part.trim());
    return [...new Set(parts.filter((part) => part !== ""))];
  }

  /** What an attempt gives; null, and a problem of the column, when it refuses. */
  attempt<A>(column: string, attempt: Effect.Effect<A, Refusal>): Effect.Effect<A | null> {
    return Effect.catch(attempt, ({ what, action }) =>
      Effect.sync(() => this.refuse(column, action === null ? `${what}.` : `${what}. ${action}`)),
    );
  }

  read<A>(column: string, parse: (text: string) => Effect.Effect<A, Refusal>): Effect.Effect<A | null> {
    const text = this.text(column);
    return text === null ? Effect.succeed(null) : this.attempt(column, parse(text));
  }

  readList<A>(
    column: string,
    parse: (text: string) => Effect.Effect<A, Refusal>,
  ): Effect.Effect<ReadonlyArray<A>> {
    return Effect.map(
      Effect.forEach(this.list(column), (text) => this.attempt(column, parse(text))),
      (values) => values.flatMap((value) => (value === null ? [] : [value])),
    );
  }

  /** A day, `YYYY-MM-DD`, as the UTC ms of its beginning. */
  day(column: string): Effect.Effect<number | null> {
    return this.read(column, (text) => parseDate("", text));
  }
}

/** An identifier of a client or member as contracts take it. */
export const parseId = (text: string): Effect.Effect<string, Refusal> =>
  /^[a-z0-9][a-z0-9-]{0,63}$/.test(text)
    ? Effect.succeed(text)
    : Effect.fail(
        usageError(
          `"${text}" cannot be an id`,
          "Ids are 1 to 64 small letters, digits and hyphens, such as acme-ltd; the name may be anything.",
        ),
      );
