import type { TimelineEvent, TimelineKind } from "@rapport/contracts/http/Timeline";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useId } from "react";
import { useReadPages } from "../../../api/useReadPages.ts";
import { dayText, momentText } from "../../../format/days.ts";
import { Card } from "../../../kit/Card.tsx";
import { EmptyState } from "../../../kit/EmptyState.tsx";
import { ErrorState } from "../../../kit/ErrorState.tsx";
import { EventsLink } from "../../../kit/evidence/EvidenceLink.tsx";
import { Skeleton } from "../../../kit/Skeleton.tsx";
import { clientTimelineTexts } from "../../../texts/en/clientTimeline.ts";
import page from "../ClientPage.module.css";
import styles from "./TimelineCard.module.css";
import { timelineWords } from "./timelineWords.ts";

const texts = clientTimelineTexts;
const pageSize = 50;
const shownKinds = ["message", "ticket", "meeting", "money", "time"] as const;

/** Documents of the books have a day, all else a moment. */
const whenText = ({ kind, occurredAt }: TimelineEvent): string =>
  kind === "money" || (kind === "time" && occurredAt.endsWith("T00:00:00.000Z"))
    ? dayText(occurredAt.slice(0, 10))
    : momentText(occurredAt);

const Event = ({ id, event }: { readonly id: string; readonly event: TimelineEvent }) => {
  const { what, who, details } = timelineWords(event);
  return (
    <li className={styles.event}>
      <time className={styles.when} dateTime={event.occurredAt}>
        {whenText(event)}
      </time>
      <div>
        <EventsLink client={id} ids={[event.id]}>
          <bdi>{what}</bdi>
        </EventsLink>{" "}
        {who !== null && <bdi className={styles.who}>{who}</bdi>}
        <p className={`${page.line} ${page.muted}`}>
          {details.join(" · ")}
          {!event.timePlausible && ` · ${texts.noTime}`}
        </p>
      </div>
    </li>
  );
};

const Filter = ({ kind }: { readonly kind: TimelineKind | undefined }) => {
  const id = useId();
  const navigate = useNavigate({ from: "/clients/$client" });
  return (
    <label className={styles.filter} htmlFor={id}>
      {texts.filter}{" "}
      <select
        id={id}
        value={kind ?? ""}
        onChange={({ target }) =>
          void navigate({
            search: (before) => ({
              ...before,
              kind: target.value === "" ? undefined : (target.value as TimelineKind),
            }),
            replace: true,
            resetScroll: false,
          })
        }
      >
        <option value="">{texts.kinds.all}</option>
        {shownKinds.map((one) => (
          <option key={one} value={one}>
            {texts.kinds[one]}
          </option>
        ))}
      </select>
    </label>
  );
};

/** What passed, of all sources, newest first, page by page. */
export const TimelineCard = ({ id }: { readonly id: string }) => {
  const { kind } = useSearch({ from: "/clients/$client" });
  const query = useReadPages("GET /v1/clients/:id/timeline", {
    params: { id },
    query: { kind, limit: pageSize },
  });
  const events = (query.data ?? []).flatMap(({ items }) => items);
  return (
    <Card
      title={texts.title}
      note={texts.note}
      actions={<Filter kind={kind} />}
      restsOn={["mail", "tickets", "meetings", "books"]}
    >
      {query.isError && <ErrorState error={query.error} again={() => void query.refetch()} />}
      {query.isPending && <Skeleton lines={10} />}
      {query.isSuccess && events.length === 0 && (
        <EmptyState title={texts.none.title}>
          <p>{texts.none.detail}</p>
        </EmptyState>
      )}
      <ol className={`${page.list} ${styles.events}`} aria-busy={query.isPlaceholderData}>
        {events.map((event) => (
          <Event key={event.id} id={id} event={event} />
        ))}
      </ol>
      {query.hasNextPage && (
        <button type="button" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {query.isFetchingNextPage ? texts.loading : texts.more}
        </button>
      )}
    </Card>
  );
};
