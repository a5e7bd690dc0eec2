import { describe, expect, it } from "@effect/vitest";
import { EngineError } from "./EngineError.ts";
import { readParameters } from "./RequestParameters.ts";

const read = (
  url: string,
  method = "POST",
  headers: Record<string, string> = {},
  form: Record<string, string> = {},
) => readParameters(method, headers, new URLSearchParams(url), new Map(Object.entries(form)));
const codeOf = (url: string) => {
  try {
    read(url);
    return undefined;
  } catch (cause) {
    return EngineError.of(cause).code;
  }
};

describe("readParameters", () => {
  it("tells ClickHouse's own names, bound parameters and settings apart", () => {
    const { settings, params, query, database } = read(
      "query=SELECT+1&database=d&param_x=1&max_threads=2&user=u&wait_end_of_query=1",
    );
    expect([query, database]).toEqual(["SELECT 1", "d"]);
    expect([...params]).toEqual([["x", "1"]]);
    expect([...settings]).toEqual([["max_threads", "2"]]);
  });
  it("a form's fields go before the URL's", () => {
    const { query, params } = read("query=a&param_x=1", "POST", {}, { query: "b", param_y: "2" });
    expect([query, [...params]]).toEqual([
      "b",
      [
        ["x", "1"],
        ["y", "2"],
      ],
    ]);
  });
  it("GET is readonly, unless it is more so", () => {
    expect(read("", "GET").settings.get("readonly")).toBe("2");
    expect(read("readonly=0", "GET").settings.get("readonly")).toBe("2");
    expect(read("readonly=1", "GET").settings.get("readonly")).toBe("1");
    expect(read("", "POST").settings.has("readonly")).toBe(false);
  });
  it("reads headers where the URL says nothing", () => {
    const headers = { "x-clickhouse-database": "h", "x-clickhouse-format": "CSV" };
    expect(read("", "POST", headers)).toMatchObject({ database: "h", defaultFormat: "CSV" });
    expect(read("database=u&default_format=TSV", "POST", headers)).toMatchObject({
      database: "u",
      defaultFormat: "TSV",
    });
    expect(read("")).toMatchObject({ database: undefined, defaultFormat: "TabSeparated" });
  });
  it("refuses what it cannot do, or what is no name", () => {
    expect(codeOf("compress=1")).toBe(48);
    expect(codeOf("compress=0")).toBeUndefined();
    expect(read("role=").role).toBeUndefined();
    expect(read("role=reader").role).toBe("reader");
    expect(codeOf("default_format=CSV+SETTINGS+a=1")).toBe(73);
    expect(codeOf("query_id=a%0Ab")).toBe(36);
    expect(codeOf("a+b=1")).toBe(115);
    expect(codeOf("session_id=s&session_timeout=9999")).toBe(374);
  });
  it("sessions", () => {
    expect(read("session_id=s&session_timeout=5&session_check=1").session).toEqual({
      id: "s",
      timeoutMs: 5000,
      mustExist: true,
      closeAfter: false,
    });
    expect(read("session_id=").session).toBeUndefined();
  });
});
