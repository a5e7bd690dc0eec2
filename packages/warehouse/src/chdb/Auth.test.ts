import { describe, expect, it } from "@effect/vitest";
import { analyst, analystPassword } from "./access.ts";
import { userOf } from "./Auth.ts";
import { EngineError } from "./EngineError.ts";

const password = "p:w é";
/** The user, or the code of the refusal. */
const ask = (headers: Record<string, string>, url = "") => {
  try {
    return userOf(headers, new URLSearchParams(url), password);
  } catch (cause) {
    return EngineError.of(cause).code;
  }
};
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString("base64")}` });

describe("userOf", () => {
  it("nobody", () => {
    expect(ask({})).toBe(194);
    expect(ask({ authorization: "Bearer x" })).toBe(194);
  });
  it("right, in every way", () => {
    expect(ask(basic("default:p:w é"))).toBe("default");
    expect(ask({ "x-clickhouse-user": "default", "x-clickhouse-key": password })).toBe("default");
    expect(ask({}, "user=default&password=p:w+é")).toBe("default");
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
  it("an analyst by a password of their own, and nobody by the other's", () => {
    const own = analystPassword(password);
    expect(ask(basic(`${analyst}:${own}`))).toBe(analyst);
    expect(ask(basic(`${analyst}:${password}`))).toBe(516);
    expect(ask(basic(`default:${own}`))).toBe(516);
  });
});
