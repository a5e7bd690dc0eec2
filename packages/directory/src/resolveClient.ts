import { type Refusal, usageError } from "@rapport/runtime/Failure";
import { Effect } from "effect";
import type { DirectoryState, RegisteredClient } from "./DirectoryState.ts";

const fold = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

/** Edits (insert, delete, replace) that turn one text into the other. */
export const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
};

/** The nearest few names: those that contain the text, then those a few typing errors away. */
export const suggestions = (text: string, names: ReadonlyArray<string>): ReadonlyArray<string> => {
  const wanted = fold(text);
  const scored = names.map((name) => {
    const folded = fold(name);
    const contains = folded.includes(wanted) || wanted.includes(folded);
    return { name, score: contains ? 0 : editDistance(wanted, folded) };
  });
  return scored
    .filter(({ score }) => score <= Math.max(1, Math.floor(wanted.length / 3)))
    .toSorted((a, b) => a.score - b.score)
    .slice(0, 3)
    .map(({ name }) => name);
};

const described = (client: RegisteredClient): string => `${client.name} (${client.id})`;

/** The client a person means by an id or a name (any case). Unknown or ambiguous: a refusal that helps. */
export const resolveClient = (
  state: DirectoryState,
  text: string,
): Effect.Effect<RegisteredClient, Refusal> => {
  const byId = state.clients.get(text.trim());
  if (byId !== undefined) return Effect.succeed(byId);
  const all = [...state.clients.values()];
  const named = all.filter((client) => fold(client.name) === fold(text) || client.id === fold(text));
  if (named.length === 1) return Effect.succeed(named[0]!);
  if (named.length > 1) {
    return Effect.fail(
      usageError(
        `"${text}" is the name of ${named.length} clients: ${named.map(described).join(", ")}`,
        "Use the id in brackets.",
      ),
    );
  }
  const near = suggestions(text, [...all.map((client) => client.name), ...all.map((client) => client.id)]);
  const meant = near.length === 0 ? "" : ` Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`;
  return Effect.fail(
    usageError(
      `there is no client "${text}"`,
      `\`rapport client list\` shows all ${all.length}; \`rapport client add\` adds one.${meant}`,
    ),
  );
};

/** `Müller & Söhne Ltd` to `muller-sohne-ltd`: what the contract takes as a client's id; "" when nothing is left. */
export const clientIdOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 64);
