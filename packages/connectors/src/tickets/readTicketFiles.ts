import { explainBytes, headOf } from "../files/openFile.ts";
import { decodeText } from "../files/decodeText.ts";
import type { InputFile } from "../files/InputFile.ts";
import type { Desk, DeskRecord } from "./Desk.ts";
import { DeskBook } from "./DeskBook.ts";
import { type JsonRecordLimits, defaultJsonLimits, jsonRecords } from "./jsonRecords.ts";
import { refuse } from "./refuse.ts";
import { countRows, makeTicketTables, type RowCounts } from "./table/readTicketTable.ts";
import type { TicketMapping } from "./table/TicketMapping.ts";
import type { HelpDeskName, TicketItem, TicketProblem } from "./TicketItem.ts";

export interface TicketReadOptions {
  /** What the files are; told from their content where it is left out. */
  readonly from?: HelpDeskName;
  /** How tables are read; without it they are problems. */
  readonly mapping?: TicketMapping;
  /** Whose help desk it is; default: the tenant that the records name, else `default`. */
  readonly account?: string;
  readonly limits?: JsonRecordLimits;
}

/** What a file gives, and its end. */
export type TicketFileItem = TicketItem | { readonly kind: "fileEnd"; readonly sizeBytes: number };
export interface FromFile {
  readonly file: InputFile;
  readonly item: TicketFileItem;
}

type Format =
  | { readonly kind: "json"; readonly desk: Desk | null }
  | { readonly kind: "table" }
  | { readonly kind: "unknown"; readonly reason: string };

const lookedAt = 500;

const textOf = (file: InputFile): AsyncIterable<string> => decodeText(file.open(), { invalid: "replace" });

/** Reads the files of one input: the desks that may have written them, and what was said of them. */
export class TicketFiles {
  readonly #files: ReadonlyArray<InputFile>;
  readonly #desks: ReadonlyArray<Desk>;
  readonly #options: TicketReadOptions;
  readonly #collections: ReadonlySet<string>;
  readonly #book = new DeskBook();
  readonly #counts: RowCounts = new Map();
  readonly #tenants = new Map<Desk, Set<string>>();

  constructor(files: ReadonlyArray<InputFile>, desks: ReadonlyArray<Desk>, options: TicketReadOptions) {
    this.#files = files;
    this.#options = options;
    this.#desks = options.from === undefined ? desks : desks.filter(({ name }) => name === options.from);
    this.#collections = new Set(this.#desks.flatMap(({ collections }) => [...collections]));
  }

  async #formatOf(file: InputFile): Promise<Format> {
    const { from } = this.#options;
    if (from === "csv") return { kind: "table" };
    const head = Buffer.from(await headOf(file, 4_096));
    const start = head.toString("latin1").replace(/^\u00ef\u00bb\u00bf|^\u00ff\u00fe|^\u00fe\u00ff/, "");
    const first = /[^\s\0]/.exec(start)?.[0];
    if (first === undefined) return { kind: "unknown", reason: "The file is empty." };
    if (first !== "{" && first !== "[") {
      if (from !== undefined) return { kind: "unknown", reason: `It is no JSON, as exports of ${from} are.` };
      return { kind: "table" };
    }
    if (from !== undefined) return { kind: "json", desk: this.#desks[0] ?? null };
    let seen = 0;
    for await (const record of this.#records(file)) {
      if (record.kind === "record") {
        const desk = this.#desks.find(({ recognises }) => recognises(record));
        if (desk !== undefined) return { kind: "json", desk };
      }
      if (++seen >= lookedAt) break;
    }
    return { kind: "json", desk: null };
  }

  #records(file: InputFile) {
    return jsonRecords(textOf(file), this.#collections, this.#options.limits ?? defaultJsonLimits);
  }

  async #formats(): Promise<ReadonlyArray<Format>> {
    const formats: Array<Format> = [];
    for (const file of this.#files) {
      try {
        formats.push(await this.#formatOf(file));
      } catch (cause) {
        formats.push({ kind: "unknown", reason: explainBytes(cause).reason });
      }
    }
    // A file that could be anybody's (a list of groups) is of whoever wrote the others.
    const desks = new Set(formats.flatMap((format) => (format.kind === "json" ? (format.desk ?? []) : [])));
    const [only] = desks.size === 1 ? desks : [];
    return formats.map((format) =>
      format.kind === "json" ? { ...format, desk: format.desk ?? only ?? null } : format,
    );
  }

  async #learn(file: InputFile, format: Format): Promise<void> {
    try {
      const { mapping } = this.#options;
      if (format.kind === "table" && mapping !== undefined)
        await countRows(file.open(), mapping, this.#account(null), this.#counts);
      if (format.kind !== "json" || format.desk === null) return;
      const { desk } = format;
      const tenants = this.#tenants.get(desk) ?? new Set<string>();
      this.#tenants.set(desk, tenants);
      for await (const record of this.#records(file)) {
        if (record.kind !== "record") continue;
        const tenant = desk.tenantOf(record);
        if (tenant !== null) tenants.add(tenant);
        desk.learn(record, this.#book);
      }
    } catch {
      // Whatever stops the bytes is told by the second pass, which comes to the same place.
    }
  }

  #account(desk: Desk | null): string {
    const tenants = desk === null ? undefined : this.#tenants.get(desk);
    const [only] = tenants?.size === 1 ? tenants : [];
    return this.#options.account ?? only ?? "default";
  }

  #problem(desk: Desk | null, position: string, about: Partial<TicketProblem>): TicketProblem {
    return {
      kind: "problem",
      connector: desk?.name ?? this.#options.from ?? "csv",
      account: this.#account(desk),
      position,
      code: "unknown_format",
      reason: "",
      issues: [],
      sizeBytes: 0,
      sha256: null,
      ...about,
    };
  }

  async *#json(file: InputFile, desk: Desk): AsyncGenerator<TicketItem> {
    const account = { given: this.#options.account ?? null, found: this.#account(desk) };
    for await (const record of this.#records(file)) {
      if (record.kind === "broken") {
        const { position, code, reason, sizeBytes } = record;
        yield this.#problem(desk, position, { code, reason, sizeBytes });
        continue;
      }
      const place = { book: this.#book, account, position: record.position };
      yield* guarded(desk, record, place);
    }
  }

  async *#items(
    file: InputFile,
    format: Format,
    tables: ReturnType<typeof makeTicketTables> | null,
  ): AsyncGenerator<TicketItem> {
    const whole = { sizeBytes: file.sizeBytes };
    if (format.kind === "unknown") yield this.#problem(null, "", { ...whole, reason: format.reason });
    else if (format.kind === "table") {
      if (tables !== null) yield* tables(file.open());
      else
        yield this.#problem(null, "", {
          ...whole,
          reason:
            "It is no JSON. If it is a table, say how it is to be read: --map FILE (see docs/sources/tickets.md).",
        });
    } else if (format.desk !== null) yield* this.#json(file, format.desk);
    else
      yield this.#problem(null, "", {
        ...whole,
        reason:
          "No export of Zendesk, Jira, Freshdesk or GitHub looks like this. Say whose it is: --from zendesk, jira, freshdesk or github.",
      });
  }

  /** Two passes: what the records of all files need of each other, then what they give, file by file. */
  async *read(): AsyncGenerator<FromFile> {
    const formats = await this.#formats();
    for (const [i, file] of this.#files.entries()) await this.#learn(file, formats[i]!);
    const { mapping } = this.#options;
    const tables =
      mapping === undefined ? null : makeTicketTables(mapping, this.#account(null), this.#counts);
    for (const [i, file] of this.#files.entries()) {
      const format = formats[i]!;
      try {
        for await (const item of this.#items(file, format, tables)) yield { file, item };
      } catch (cause) {
        const desk = format.kind === "json" ? format.desk : null;
        yield { file, item: this.#problem(desk, "its end", { ...explainBytes(cause), sizeBytes: 0 }) };
      }
      yield { file, item: { kind: "fileEnd", sizeBytes: file.sizeBytes } };
    }
  }
}

/** A reader that fails must not take the others' records with it. */
function* guarded(desk: Desk, record: DeskRecord, place: Parameters<Desk["read"]>[1]): Generator<TicketItem> {
  try {
    yield* desk.read(record, place);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    yield refuse(desk.name, record, place, { reason: `It could not be understood (${said.slice(0, 200)}).` });
  }
}
