import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";

const factors: Readonly<Record<string, number>> = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** `500k`, `50MB`, `2 GiB` to bytes; units are powers of 1024. */
export const parseByteSize = (flag: string, text: string): Effect.Effect<number, Refusal> => {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?$/i.exec(text.trim());
  const bytes = match === null ? 0 : Math.floor(Number(match[1]) * (factors[match[2]!.toLowerCase()] ?? 0));
  return bytes >= 1 && Number.isSafeInteger(bytes)
    ? Effect.succeed(bytes)
    : Effect.fail(usageError(`${flag}: "${text}" is not a size`, "Write for example 50MB."));
};

/** Bytes for people: `512 B`, `1.4 MB`. */
export const formatBytes = (bytes: number): string => {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
};
