import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Transform, Writable } from "node:stream";
import { encoder } from "./Compression.ts";
import { type EngineError, httpStatus } from "./EngineError.ts";

const holdBytes = 128 * 1024;

/**
 * One HTTP answer. It is held back until 128 KiB are there, so that an error in a short answer has its real
 * status; after that an error goes where ClickHouse puts it: into the body, between marks that carry the
 * tag named in the header, and the transfer is broken off, so that no client takes the answer for whole.
 */
export class Answer {
  readonly #response: ServerResponse;
  readonly #headers: Record<string, string>;
  readonly #tag: string;
  readonly #encoding: string | undefined;
  #held: Array<Buffer> = [];
  #heldBytes = 0;
  #sink: Writable | undefined;
  #transform: Transform | undefined;

  constructor(
    response: ServerResponse,
    options: { headers: Record<string, string>; tag: string; encoding: string | undefined },
  ) {
    this.#response = response;
    this.#headers = options.headers;
    this.#tag = options.tag;
    this.#encoding = options.encoding;
  }

  /** Takes a piece of the body; resolves when the client keeps up, or has gone. `headers` as in `end`. */
  async write(piece: Buffer, headers: Record<string, string> = {}): Promise<void> {
    if (this.#sink === undefined) {
      this.#held.push(piece);
      this.#heldBytes += piece.length;
      if (this.#heldBytes < holdBytes) return;
      return this.#begin(headers);
    }
    await this.#push(piece);
  }

  /** The answer is whole; `headers` are added when nothing has been sent yet. */
  async end(headers: Record<string, string>): Promise<void> {
    if (this.#sink === undefined) await this.#begin(headers);
    await this.#close();
    this.#response.end();
  }

  async fail(error: EngineError): Promise<void> {
    if (this.#response.destroyed) return;
    if (this.#sink === undefined) return this.#sendError(error);
    const text = `${error.message}\n`;
    const mark = `\r\n__exception__\r\n${this.#tag}\r\n${text}${Buffer.byteLength(text)} ${this.#tag}\r\n__exception__\r\n`;
    await this.#push(Buffer.from(mark));
    await this.#close();
    // Without the last chunk: whoever reads no marks still sees that the transfer broke off.
    this.#response.socket?.end();
  }

  #sendError(error: EngineError): void {
    this.#response.writeHead(httpStatus(error.code), {
      ...this.#headers,
      "Content-Type": "text/plain; charset=UTF-8",
      "X-ClickHouse-Exception-Code": String(error.code),
      ...(error.code === 194 ? { "WWW-Authenticate": 'Basic realm="ClickHouse server HTTP API"' } : {}),
    });
    this.#response.end(`${error.message}\n`);
  }

  async #begin(headers: Record<string, string>): Promise<void> {
    const encoding: Record<string, string> =
      this.#encoding === undefined ? {} : { "Content-Encoding": this.#encoding };
    this.#response.writeHead(200, { ...this.#headers, ...headers, ...encoding });
    if (this.#encoding === undefined) this.#sink = this.#response;
    else {
      this.#transform = encoder(this.#encoding);
      this.#transform.pipe(this.#response, { end: false });
      this.#sink = this.#transform;
    }
    const held = Buffer.concat(this.#held);
    this.#held = [];
    if (held.length > 0) await this.#push(held);
  }

  async #push(piece: Buffer): Promise<void> {
    const sink = this.#sink;
    if (sink === undefined || this.#response.destroyed || sink.write(piece)) return;
    const gone = new AbortController();
    const leave = () => gone.abort();
    this.#response.once("close", leave);
    await once(sink, "drain", { signal: gone.signal }).catch(() => undefined);
    this.#response.off("close", leave);
  }

  async #close(): Promise<void> {
    const transform = this.#transform;
    if (transform === undefined || this.#response.destroyed) return;
    const ended = once(transform, "end").catch(() => undefined);
    const gone = once(this.#response, "close").catch(() => undefined);
    transform.end();
    await Promise.race([ended, gone]);
  }
}
