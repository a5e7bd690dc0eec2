import { describe, expect, it } from "@effect/vitest";
import { Schema } from "effect";
import { boundaryOf, readForm } from "./Form.ts";

const write = (fields: ReadonlyArray<readonly [string, string]>, boundary: string) =>
  Buffer.from(
    fields
      .map(
        ([name, value]) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      )
      .join("") + `--${boundary}--\r\n`,
  );
const Pieces = Schema.Array(Schema.Literals(["\r\n", "--", "é", "😀", '"', "x", "\0", "\n\n"]));

it.prop("a form is read back, byte for byte", [Pieces, Pieces], ([a, b]) => {
  const fields = [
    ["query", a.join("")],
    ["param_x", b.join("")],
  ] as const;
  expect([...readForm(write(fields, "boundary"), "boundary")]).toEqual(fields);
});

describe("forms", () => {
  it("boundary", () => {
    expect(boundaryOf("multipart/form-data; boundary=----x")).toBe("----x");
    expect(boundaryOf('multipart/form-data; boundary="a b"')).toBe("a b");
    expect(boundaryOf("application/json")).toBeUndefined();
    expect(boundaryOf(undefined)).toBeUndefined();
  });
  it("cut off, or with files: refused", () => {
    const whole = write([["query", "SELECT 1"]], "b");
    expect(() => readForm(whole.subarray(0, -8), "b")).toThrow("last boundary is missing");
    const file = Buffer.from(
      '--b\r\nContent-Disposition: form-data; name="t"; filename="f"\r\n\r\n1\r\n--b--\r\n',
    );
    expect(() => readForm(file, "b")).toThrow("external data");
  });
});
