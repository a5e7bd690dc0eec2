import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { hostname } from "node:os";
import { Answer } from "./Answer.ts";
import { chosenEncoding } from "./Compression.ts";
import { contentType } from "./ContentType.ts";
import { EngineError } from "./EngineError.ts";
import { execute, type Warehouse } from "./execute.ts";
import { readRequest } from "./readRequest.ts";
import { restricted } from "./restricted.ts";

/** Fires when the client has gone before its answer was whole. */
const goneSignal = (response: ServerResponse): AbortSignal => {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
};

/** Answers one query. Errors end up in the answer; this never rejects. */
export const handleQuery = async (
  warehouse: Warehouse,
  request: IncomingMessage,
  response: ServerResponse,
  asked: { readonly url: URL; readonly user: string },
): Promise<void> => {
  const signal = goneSignal(response);
  const tag = randomBytes(8).toString("hex");
  const headers: Record<string, string> = {
    "X-ClickHouse-Server-Display-Name": hostname(),
    "X-ClickHouse-Timezone": warehouse.timezone,
    "X-ClickHouse-Exception-Tag": tag,
  };
  let answer = new Answer(response, { headers, tag, encoding: undefined });
  try {
    const query = restricted(await readRequest(request, asked.url), asked.user);
    const { parameters, statement } = query;
    const format = (statement.kind === "insert" ? undefined : statement.format) ?? parameters.defaultFormat;
    headers["X-ClickHouse-Query-Id"] = parameters.queryId;
    headers["X-ClickHouse-Format"] = format;
    headers["Content-Type"] = contentType(format);
    const accepted = request.headers["accept-encoding"];
    const encoding = parameters.compress ? chosenEncoding(String(accepted ?? "")) : undefined;
    answer = new Answer(response, { headers, tag, encoding });
    await answer.end(await execute(warehouse, query, format, answer, signal));
  } catch (cause) {
    await answer.fail(EngineError.of(cause));
  }
};
