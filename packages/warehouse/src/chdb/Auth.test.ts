import { describe, expect, it } from "@effect/vitest";
import { refusal } from "./Auth.ts";

const ask = (headers: Record<string, string>, url = "") =>
  refusal(headers, new URLSearchParams(url), "p:w é")?.code;
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });

describe("refusal", () => {
  it("nobody", () => {
    expect(ask({})).toBe(194);
    expect(ask({ authorization: "Bearer x" })).toBe(194);
  });
  it("right, in every way", () => {
    expect(ask(basic("default:p:w é"))).toBeUndefined();
    expect(ask({ "x-clickhouse-user": "default", "x-clickhouse-key": "p:w é" })).toBeUndefined();
    expect(ask({}, "user=default&password=p:w+é")).toBeUndefined();
  });
  it("wrong password, wrong user, no password", () => {
    expect(ask(basic("default:p:w"))).toBe(516);
    expect(ask(basic("admin:p:w é"))).toBe(516);
    expect(ask(basic("default"))).toBe(516);
    expect(ask({}, "user=default")).toBe(516);
  });
  it("a wrong header is not made good by the URL", () => {
    expect(ask({ "x-clickhouse-key": "no" }, "password=p:w+é")).toBe(516);
  });
});
