import { memoryFile } from "./memoryFile.ts";

/** What readers of documents give, as far as the newest of each is told from it. */
type Item =
  | {
      readonly kind: "document";
      readonly key: string;
      readonly revision: number;
      readonly draft: { readonly data: object };
    }
  | { readonly kind: "problem"; readonly reason: string }
  | { readonly kind: "entry" | "fileEnd" };

/** The newest version of each document of some pages of JSON, each a file, and what could not be read. */
export const latestDocuments = async <I extends Item>(
  read: (files: ReadonlyArray<ReturnType<typeof memoryFile>>) => AsyncIterable<{ readonly item: I }>,
  pages: ReadonlyArray<unknown>,
) => {
  const files = pages.map((page, i) => memoryFile(`${i}.json`, JSON.stringify(page)));
  const latest = new Map<string, Extract<I, { readonly kind: "document" }>>();
  const problems: Array<Extract<I, { readonly kind: "problem" }>> = [];
  for await (const { item } of read(files)) {
    if (item.kind === "problem") problems.push(item as Extract<I, { readonly kind: "problem" }>);
    if (item.kind !== "document") continue;
    const document = item as Extract<I, { readonly kind: "document" }>;
    if (document.revision >= (latest.get(document.key)?.revision ?? -1)) latest.set(document.key, document);
  }
  const dataOf = (key: string): Record<string, unknown> => {
    const document = latest.get(key);
    if (document === undefined) throw new Error(`there is no ${key}, but ${[...latest.keys()].join(", ")}`);
    return document.draft.data as Record<string, unknown>;
  };
  const sideOf = (key: string): unknown => (dataOf(key)["actor"] as { readonly side: string }).side;
  return { latest, problems, dataOf, sideOf };
};
