/** Whose looks are listed: at which client, by which person. All where nothing is said. */
export interface AccessSearch {
  readonly client?: string;
  readonly person?: string;
}

/** What the page of access is asked for by its address. */
export const readAccessSearch = (search: Readonly<Record<string, unknown>>): AccessSearch => {
  const text = (key: string) => (typeof search[key] === "string" ? search[key].trim().slice(0, 320) : "");
  const [client, person] = [text("client"), text("person")];
  return { ...(client === "" ? {} : { client }), ...(person === "" ? {} : { person }) };
};
