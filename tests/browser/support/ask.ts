import { lastDay } from "./agencyServer.ts";

/** Asks the API, as of the agency's last day unless the address names another; the answer must be good. */
export type Ask = <A>(path: string) => Promise<A>;

/** The path as of the agency's last day, unless it names a day. */
export const asOfLastDay = (path: string): string => {
  const url = new URL(path, "http://rapport.invalid");
  if (!url.searchParams.has("asOf")) url.searchParams.set("asOf", lastDay);
  return `${url.pathname}${url.search}${url.hash}`;
};

export const asker =
  (server: { readonly url: string; readonly cookie: string }): Ask =>
  async <A>(path: string) => {
    const answer = await fetch(server.url + asOfLastDay(path), { headers: { cookie: server.cookie } });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as A;
  };
