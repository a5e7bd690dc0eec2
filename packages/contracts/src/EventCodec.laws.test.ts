import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Document } from "./Document.ts";
import { documentEventId } from "./documentEventId.ts";
import type { Source } from "./Envelope.ts";
import { decodeEvent, encodeEvent, eventContracts } from "./EventCodec.ts";

// What holds of every contract, tried on every type's golden file: a new type is under these laws by itself.
type Json = Record<string, unknown>;
type Path = ReadonlyArray<string | number>;

const golden = (type: string): Json =>
  JSON.parse(
    readFileSync(new URL(`../../../tests/fixtures/events/${type}@1.json`, import.meta.url), "utf8"),
  ) as Json;
const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;

/** Every place in a value, the value itself first. */
const placesOf = (value: unknown, at: Path = []): ReadonlyArray<Path> => [
  at,
  ...(isObject(value)
    ? Object.entries(value).flatMap(([key, inner]) =>
        placesOf(inner, [...at, Array.isArray(value) ? Number(key) : key]),
      )
    : []),
];
const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
const withValue = (value: Json, path: Path, put: (holder: Json, key: string) => void): Json => {
  const copy = structuredClone(value);
  put(valueAt(copy, path.slice(0, -1)) as Json, String(path.at(-1)));
  return copy;
};
/** Under the id of its document, so that this alone is no reason to refuse it. */
const underItsId = (value: Json): Json => {
  const [source, document] = [valueAt(value, ["source"]), valueAt(value, ["data", "document"])];
  return isObject(source) && isObject(document) && value["id"] !== undefined
    ? { ...value, id: documentEventId(source as Source, document as Document) }
    : value;
};
const decode = (type: string, value: Json) =>
  decodeEvent(eventContracts.get(type)?.topic ?? "", Buffer.from(JSON.stringify(value)));
const accepted = (type: string, values: Iterable<Json>): ReadonlyArray<unknown> =>
  [...values].filter((value) => decode(type, value).ok);

interface Bounds {
  readonly properties?: Readonly<Record<string, Bounds>>;
  readonly items?: Bounds;
  readonly anyOf?: ReadonlyArray<Bounds>;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Every number of a contract with its bounds, places in arrays as item 0. */
const numbersOf = (
  schema: Bounds,
  at: Path = [],
): ReadonlyArray<{ readonly at: Path; readonly minimum: number; readonly maximum: number }> => [
  ...(schema.minimum === undefined || schema.maximum === undefined
    ? []
    : [{ at, minimum: schema.minimum, maximum: schema.maximum }]),
  ...(schema.anyOf ?? []).flatMap((inner) => numbersOf(inner, at)),
  ...Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => numbersOf(inner, [...at, key])),
  ...(schema.items === undefined ? [] : numbersOf(schema.items, [...at, 0])),
];

describe.each([...eventContracts])("%s", (type, { schema }) => {
  const event = golden(type);
  const places = placesOf(event);
  const fields = places.filter((path) => typeof path.at(-1) === "string" && path.at(-1) !== "readWith");

  it("has no field that may be left out", () => {
    const without = fields.map((path) => withValue(event, path, (holder, key) => delete holder[key]));
    expect(accepted(type, without)).toEqual([]);
  });

  it("takes no field that it does not know, at any depth", () => {
    const objects = places.filter((path) => {
      const value = valueAt(event, path);
      return isObject(value) && !Array.isArray(value) && path.at(-1) !== "readWith";
    });
    const more = objects.flatMap((path) =>
      ["body", "constructor", "toString"].map((name) =>
        withValue(event, [...path, name], (holder, key) => (holder[key] = "Dear Bob")),
      ),
    );
    expect(accepted(type, more)).toEqual([]);
  });

  it("takes no value of another kind", () => {
    // A figure of a model is any number, so that 1.5 is one too.
    const isFraction = (path: Path) => {
      const value = valueAt(event, path);
      return typeof value === "number" && !Number.isInteger(value);
    };
    const never = (path: Path) => ["x".repeat(70_000), Number.MAX_VALUE, ...(isFraction(path) ? [] : [1.5])];
    const putting = (values: (path: Path) => ReadonlyArray<unknown>) =>
      fields.flatMap((path) =>
        values(path).map((value) => withValue(event, path, (holder, key) => (holder[key] = value))),
      );
    const wrong = putting((path) => [{}, [[]], "", ...never(path)]);
    // Empty texts and short lists may be right; what is taken comes back as it was.
    for (const value of wrong.map(underItsId)) {
      const decoded = decode(type, value);
      if (decoded.ok) expect(JSON.parse(Buffer.from(encodeEvent(decoded.event)).toString())).toEqual(value);
    }
    expect(accepted(type, putting(never))).toEqual([]);
  });

  it("holds every number exactly up to its bounds, and refuses the next", () => {
    const numbers = numbersOf(z.toJSONSchema(schema, { unrepresentable: "any" }) as Bounds).filter(
      ({ at }) => valueAt(event, at.slice(0, -1)) !== undefined && valueAt(event, at) !== undefined,
    );
    expect(numbers.length).toBeGreaterThan(0);
    for (const { at, minimum, maximum } of numbers)
      for (const [bound, beyond] of [
        [minimum, minimum - 1],
        [maximum, maximum + 1],
      ] as const) {
        const put = (value: number) =>
          underItsId(withValue(event, at, (holder, key) => (holder[key] = value)));
        const decoded = decode(type, put(bound));
        expect(decoded.ok, `${at.join(".")} = ${bound}`).toBe(true);
        if (decoded.ok) expect(valueAt(decoded.event, at)).toBe(bound);
        expect(decode(type, put(beyond)).ok, `${at.join(".")} = ${beyond}`).toBe(false);
      }
  });

  it("never throws at bytes that were cut or changed, and takes no half of an event", () => {
    const bytes = Buffer.from(JSON.stringify(event));
    const topic = eventContracts.get(type)?.topic ?? "";
    for (let length = 0; length < bytes.length; length += 7)
      expect(decodeEvent(topic, bytes.subarray(0, length)).ok).toBe(false);
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at]! ^= 1 << (at % 8);
      const decoded = decodeEvent(topic, flipped);
      if (decoded.ok) expect(decodeEvent(topic, encodeEvent(decoded.event))).toEqual(decoded);
    }
  });
});
