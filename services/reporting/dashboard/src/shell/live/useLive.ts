import type { LiveEvent, LiveVersions } from "@rapport/contracts/http/live/Live";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useWhen } from "../useWhen.ts";
import { setLiveState } from "./LiveState.ts";
import { isDue, movedSince } from "./movedSince.ts";

/** A long import moves figures all the time: they are asked again at most that often. */
const everyMs = 3_000;
/** A stream that ended is opened again after this. */
const againAfterMs = 5_000;

/** Not how far sources had been read at a moment of the past. */
const isOfNow = ({ queryKey }: { readonly queryKey: ReadonlyArray<unknown> }): boolean =>
  !JSON.stringify(queryKey).includes('"knownAt"');

/** Follows one stream for as long as the window is looked at. */
const follow = (queries: QueryClient): (() => void) => {
  let source: EventSource | null = null;
  let seen: LiveVersions | null = null;
  let waiting = false;
  let over = false;
  let shownMs = Number.NEGATIVE_INFINITY;

  const show = () => {
    if (!isDue(waiting, queries.isFetching() > 0, shownMs, performance.now(), everyMs)) return;
    waiting = false;
    shownMs = performance.now();
    setLiveState({ kind: "on", at: new Date().toISOString() });
    // What is on the screen is asked again at once and stays until then; what is not, when it is looked at again.
    void queries.invalidateQueries({ queryKey: ["read"] });
  };
  const open = () => {
    if (over || source !== null || document.hidden) return;
    source = new EventSource("/v1/live");
    source.addEventListener("message", ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as LiveEvent;
      waiting ||= movedSince(seen, event.versions).length > 0;
      if (seen === null) setLiveState({ kind: "on", at: null });
      seen = event.versions;
      queries.setQueriesData(
        { queryKey: ["read", "GET /v1/freshness"], predicate: isOfNow },
        event.freshness,
      );
      show();
    });
    source.addEventListener("error", () => setLiveState({ kind: "off", at: null }));
    source.addEventListener("open", () => setLiveState({ kind: "on", at: null }));
  };
  const close = () => {
    source?.close();
    source = null;
  };
  // A browser lets few connections to one server stand open: windows that nobody looks at give theirs up.
  const onVisible = () => (document.hidden ? close() : open());
  const beat = setInterval(() => {
    show();
    // One that the server refused is over for good: the session may be there again.
    if (source?.readyState === EventSource.CLOSED) {
      close();
      setTimeout(open, againAfterMs);
    }
  }, 1_000);
  document.addEventListener("visibilitychange", onVisible);
  open();
  return () => {
    over = true;
    clearInterval(beat);
    document.removeEventListener("visibilitychange", onVisible);
    close();
  };
};

/** Shows what changes within seconds, without moving what is read; nothing changes where a past moment is looked at. */
export const useLive = (): void => {
  const queries = useQueryClient();
  const { knownAt } = useWhen();
  useEffect(() => {
    if (knownAt === undefined) return follow(queries);
    setLiveState({ kind: "past", at: null });
    return undefined;
  }, [queries, knownAt]);
};
