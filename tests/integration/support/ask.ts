import type { Running } from "./chdb.ts";

/** A plain HTTP question, as curl puts it: the URL's parameters, the body, and what came back. */
export const asker =
  (chdb: Running) =>
  async (
    body: string | undefined,
    parameters: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) => {
    const url = new URL(chdb.url);
    url.search = new URLSearchParams({
      database: "rapport",
      password: chdb.password,
      ...parameters,
    }).toString();
    const method = body === undefined ? "GET" : "POST";
    const answer = await fetch(url, { method, headers, body: body ?? null });
    return {
      status: answer.status,
      code: answer.headers.get("x-clickhouse-exception-code"),
      headers: answer.headers,
      text: await answer.text(),
    };
  };
